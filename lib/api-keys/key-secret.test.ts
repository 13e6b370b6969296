import fc from "fast-check";
import { expect, test } from "vitest";
import { keyModes } from "../contract/answers";
import { createSecret, isWellFormed } from "./key-secret";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const seeded = fc
  .tuple(fc.constantFrom(...keyModes), fc.uint8Array({ minLength: 64, maxLength: 64 }))
  .map(([mode, bytes]) => {
    // Bytes above 247 are skipped by the generator; without a fallback a run of them would never end.
    const usable = bytes.map((byte) => byte % 248);
    return createSecret(mode, (size) => usable.slice(0, size));
  });

test("every key has the documented shape and passes its own checksum", () => {
  fc.assert(
    fc.property(seeded, (secret) => {
      expect(secret).toMatch(/^pxs_(live|test)_[0-9A-Za-z]{38}$/);
      expect(isWellFormed(secret)).toBe(true);
    }),
  );
});

test("one mistyped character is always noticed", () => {
  const typo = fc.record({ secret: seeded, at: fc.integer({ min: 9, max: 46 }), to: fc.constantFrom(...alphabet) });
  fc.assert(
    fc.property(typo, ({ secret, at, to }) => {
      fc.pre(secret[at] !== to);
      expect(isWellFormed(secret.slice(0, at) + to + secret.slice(at + 1))).toBe(false);
    }),
  );
});

test("two neighbors swapped are always noticed", () => {
  fc.assert(
    fc.property(seeded, fc.integer({ min: 9, max: 45 }), (secret, at) => {
      fc.pre(secret[at] !== secret[at + 1]);
      const swapped = `${secret.slice(0, at)}${secret[at + 1]}${secret[at]}${secret.slice(at + 2)}`;
      expect(isWellFormed(swapped)).toBe(false);
    }),
  );
});

test("a live key does not become a test key by its name, nor the other way round", () => {
  expect(createSecret("live")).toMatch(/^pxs_live_/);
  expect(createSecret("test")).toMatch(/^pxs_test_/);
  expect(isWellFormed(createSecret("live").replace("live", "test"))).toBe(false);
  expect(isWellFormed(createSecret("test").replace("test", "live"))).toBe(false);
});

test("anything else is refused, whatever it is", () => {
  fc.assert(fc.property(fc.string(), (text) => !isWellFormed(text)));
  expect(isWellFormed(`${createSecret("live")} `)).toBe(false);
  expect(isWellFormed(`${createSecret("live")}\n`)).toBe(false);
});

test("no two keys are alike", () => {
  expect(new Set(Array.from({ length: 1000 }, () => createSecret("live"))).size).toBe(1000);
});
