import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultOrder, type Order } from "../../contract/order";
import { fingerprintRequest } from "./find-earlier-job";

const photo = {
  path: "/tmp/a.jpg",
  bytes: 10,
  sha256: "ab".repeat(32),
  format: "jpeg",
  workPath: "/tmp/a.jpg",
  pages: 1,
  notes: [],
  width: 20,
  height: 10,
  name: "a.jpg",
} as const;
const request = { order: defaultOrder, photo, mode: "live" } as const;
const usual = fingerprintRequest(request);

test("is a SHA-256, and the same for the same request", () => {
  expect(usual).toMatch(/^[0-9a-f]{64}$/);
  expect(fingerprintRequest({ ...request })).toBe(usual);
});

const others: Partial<Order>[] = [
  { model: "tiny" },
  { cleanScratches: true },
  { faceRemaster: true },
  { autoAddOns: ["cleanScratches"] },
  { outputFormat: "webp" },
  { strength: 0.99 },
  { metadata: "strip_gps" },
  { outputProfile: "keep" },
  { bitDepth: "16" },
  { page: 2 },
  { rotate: 90 },
  { crop: { x: 0, y: 0, width: 1, height: 0.5 } },
  { invert: true },
  { hint: "the dress was green" },
];

test.each(others)("another order is another request: %o", (changed) => {
  expect(fingerprintRequest({ ...request, order: { ...defaultOrder, ...changed } })).not.toBe(usual);
});

test("each field of an order counts", () => {
  expect(others.flatMap(Object.keys).sort()).toEqual(Object.keys(defaultOrder).sort());
});

test("other bytes are another request, and a test call is not a live one", () => {
  expect(fingerprintRequest({ ...request, photo: { ...photo, sha256: "cd".repeat(32) } })).not.toBe(usual);
  expect(fingerprintRequest({ ...request, mode: "test" })).not.toBe(usual);
});

test("the same photo under another name, from another folder, with other ids, is the same request", () => {
  const again = { requestId: "req_2", clientRef: "ref", photo: { ...photo, name: "b.png", path: "/tmp/b" } };
  expect(fingerprintRequest({ ...request, ...again })).toBe(usual);
});

test("the order in which the fields were sent does not count", () => {
  const backwards = Object.fromEntries(Object.entries(defaultOrder).reverse()) as Order;
  expect(fingerprintRequest({ ...request, order: backwards })).toBe(usual);
});

test("two different orders never look alike, add-ons swapped least of all", () => {
  const flags = fc.record({ cleanScratches: fc.boolean(), faceRemaster: fc.boolean() });
  fc.assert(
    fc.property(flags, flags, (one, other) => {
      const same = one.cleanScratches === other.cleanScratches && one.faceRemaster === other.faceRemaster;
      const of = (asked: Partial<Order>) => fingerprintRequest({ ...request, order: { ...defaultOrder, ...asked } });
      expect(of(one) === of(other)).toBe(same);
    }),
  );
});
