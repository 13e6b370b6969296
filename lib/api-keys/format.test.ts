import fc from "fast-check";
import { expect, test } from "vitest";
import { createSecret, isWellFormed } from "./format";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const seeded = fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => {
  // Bytes above 247 are skipped by the generator; without a fallback a run of them would never end.
  const usable = bytes.map((byte) => byte % 248);
  return createSecret((size) => usable.slice(0, size));
});

test("every key has the documented shape and passes its own checksum", () => {
  fc.assert(
    fc.property(seeded, (secret) => {
      expect(secret).toMatch(/^pxs_live_[0-9A-Za-z]{38}$/);
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

test("two neighbours swapped are always noticed", () => {
  fc.assert(
    fc.property(seeded, fc.integer({ min: 9, max: 45 }), (secret, at) => {
      fc.pre(secret[at] !== secret[at + 1]);
      const swapped = `${secret.slice(0, at)}${secret[at + 1]}${secret[at]}${secret.slice(at + 2)}`;
      expect(isWellFormed(swapped)).toBe(false);
    }),
  );
});

test("anything else is refused, whatever it is", () => {
  fc.assert(fc.property(fc.string(), (text) => !isWellFormed(text)));
  expect(isWellFormed(`${createSecret()} `)).toBe(false);
  expect(isWellFormed(`${createSecret()}\n`)).toBe(false);
});

test("no two keys are alike", () => {
  expect(new Set(Array.from({ length: 1000 }, () => createSecret())).size).toBe(1000);
});
