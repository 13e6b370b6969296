import { expect, test } from "vitest";
import type { Caller } from "../../auth/callers";
import { readPreferences } from "./read-preferences";

const caller: Caller = { userId: "usr_1", apiKeyId: "key_1", source: "api", role: "customer", mode: "live" };
const preferences = (headers: Record<string, string>, who = caller) => readPreferences(new Headers(headers), who);

test.each([
  ["respond-async", true],
  ["Respond-Async", true],
  ["wait=10, respond-async", true],
  ["respond-async; foo=bar", true],
  ['note="a, b" , respond-async', true],
  ["", false],
  ["wait=10", false],
  ["respond-asynchronously", false],
  ['note="x, respond-async, y"', false],
  ['note="say \\", respond-async"', false],
  ["handling=respond-async", false],
])("Prefer: %s → async: %s", (Prefer, isAsync) => expect(preferences({ Prefer }).isAsync).toBe(isAsync));

test.each([
  ["image/*", "png"],
  ["image/png", "png"],
  ["IMAGE/JPEG", "jpeg"],
  ["image/webp;q=0.9, image/*;q=0.5", "webp"],
  ["image/jpeg, image/png", "png"],
  ["image/*, image/png;q=0", "jpeg"],
  ["image/avif, image/webp;q=0.8", "webp"],
  ["application/json;q=0.5, image/png", "png"],
  ["*/*;q=0, image/jpeg", "jpeg"],
])("Accept: %s → the picture as %s", (Accept, format) => expect(preferences({ Accept }).picture).toBe(format));

test.each([
  "",
  "*/*",
  "application/json",
  "application/json, image/png",
  "application/json, image/*;q=0.5",
  "image/png;q=0",
  "image/avif",
  "text/html",
  "image/avif,image/webp,image/*,*/*;q=0.8",
  // What Java's HttpURLConnection sends of itself.
  "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
])("Accept: %s → JSON", (Accept) => expect(preferences({ Accept }).picture).toBeNull());

test("without headers there are no preferences, and who does not wait gets no picture", () => {
  expect(preferences({})).toEqual({ isAsync: false, picture: null, idempotencyKey: null });
  expect(preferences({ Prefer: "respond-async", Accept: "image/png" })).toMatchObject({ isAsync: true, picture: null });
});

test.each(["a", "8e03978e-40d5-43dd-bc93-6894a57f9324", '"quoted"', "~".repeat(255)])(
  "the Idempotency-Key %s is taken",
  (key) => expect(preferences({ "Idempotency-Key": key }).idempotencyKey).toBe(key),
);

test.each(["", "a b", "é", "~".repeat(256), "first, second"])("the Idempotency-Key %s is refused", (key) => {
  const refused = { code: "idempotency_key_invalid", param: "Idempotency-Key" };
  expect(() => preferences({ "Idempotency-Key": key })).toThrow(expect.objectContaining(refused));
});

test("the workbench's answers are fixed, whatever its browser sends", () => {
  const headers = { Prefer: "respond-async", Accept: "image/png", "Idempotency-Key": "a b" };
  const workbench = { ...caller, apiKeyId: null, source: "workbench" } as const;
  expect(preferences(headers, workbench)).toEqual({ isAsync: false, picture: null, idempotencyKey: null });
});

test("the workbench may name its request, so that a page that ends while it uploads is charged once", () => {
  const workbench = { ...caller, apiKeyId: null, source: "workbench" } as const;
  expect(preferences({ "Idempotency-Key": "a1b2.1" }, workbench).idempotencyKey).toBe("a1b2.1");
});
