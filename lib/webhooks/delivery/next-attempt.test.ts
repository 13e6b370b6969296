import fc from "fast-check";
import { expect, test } from "vitest";
import { nextAttempt } from "./settle-attempt";

const now = new Date("2026-01-01T00:00:00Z");

test("retries wait as the setting says, up to a tenth sooner or later, then end", () => {
  const wait = (attempts: number, random: number) => {
    const next = nextAttempt({ attempts, now, retrySeconds: [5, 300], random: () => random });
    return next && (next.getTime() - now.getTime()) / 1000;
  };
  expect([wait(1, 0), wait(1, 0.5), wait(1, 1)]).toEqual([4.5, 5, 5.5]);
  expect([wait(2, 0), wait(2, 0.5), wait(2, 1)]).toEqual([270, 300, 330]);
  expect(wait(3, 0.5)).toBeNull();
});

test("whatever the delays: as many retries as there are, each within a tenth of its delay, and always later than now", () => {
  const delays = fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 });
  const luck = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(delays, luck, (retrySeconds, chance) => {
      const times = Array.from({ length: retrySeconds.length + 2 }, (_, failed) =>
        nextAttempt({ attempts: failed + 1, now, retrySeconds, random: () => chance }),
      );
      expect(times.filter((time) => time === null)).toHaveLength(2);
      for (const [at, seconds] of retrySeconds.entries()) {
        const waited = ((times[at]?.getTime() ?? 0) - now.getTime()) / 1000;
        expect(waited).toBeGreaterThan(0);
        expect(Math.abs(waited - seconds)).toBeLessThanOrEqual(seconds / 10 + 0.001);
      }
    }),
  );
});

test("an operator who wants no retries gets none", () => {
  expect(nextAttempt({ attempts: 1, now, retrySeconds: [], random: () => 0.5 })).toBeNull();
});
