import fc from "fast-check";
import { expect, test } from "vitest";
import { shareOfCredits } from "./settle-refund";

test("the whole sum is worth all credits, nothing is worth none, half is worth half", () => {
  expect(shareOfCredits(7, 1000, 1000)).toBe(7);
  expect(shareOfCredits(7, 0, 1000)).toBe(0);
  expect(shareOfCredits(50, 250, 500)).toBe(25);
});

test("refunds in any number of parts take back exactly the credits bought, never a negative number on the way", () => {
  const parts = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), parts, (credits, cents) => {
      const whole = cents.reduce((sum, part) => sum + part, 0);
      let refunded = 0;
      let taken = 0;
      for (const part of cents) {
        const newly = shareOfCredits(credits, refunded + part, whole) - shareOfCredits(credits, refunded, whole);
        expect(newly).toBeGreaterThanOrEqual(0);
        expect(Number.isSafeInteger(newly)).toBe(true);
        refunded += part;
        taken += newly;
      }
      expect(taken).toBe(credits);
    }),
  );
});
