import fc from "fast-check";
import { expect, test } from "vitest";
import { createPublicId, randomBase62 } from "./public-id";

test("an id names its kind and has 22 characters that no address has to escape", () => {
  expect(createPublicId("job")).toMatch(/^job_[0-9A-Za-z]{22}$/);
  const many = Array.from({ length: 1000 }, () => createPublicId("usr"));
  expect(new Set(many).size).toBe(1000);
});

test("every length comes out as asked for, also where random bytes have to be thrown away", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80 }), fc.uint8Array({ minLength: 80, maxLength: 80 }), (length, bytes) => {
      let call = 0;
      // The first draw as it comes, unusable bytes too; later ones are usable, so that it ends.
      const random = (size: number) => bytes.slice(0, size).map((byte) => (call++ < size ? byte : byte % 248));
      expect(randomBase62(length, random)).toMatch(new RegExp(`^[0-9A-Za-z]{${length}}$`));
    }),
  );
});

test("no character is likelier than another: each stands for exactly four of the bytes that are used", () => {
  // The eight that are left out come first: used, they would make eight characters likelier.
  const text = randomBase62(248, () => Uint8Array.from({ length: 256 }, (_, at) => (at + 248) % 256));
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  expect(counts.size).toBe(62);
  expect(new Set(counts.values())).toEqual(new Set([4]));
});
