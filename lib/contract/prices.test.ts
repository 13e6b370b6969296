import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addOns } from "./order";
import {
  type AddOnChanges,
  creditsDue,
  creditsFor,
  isOffered,
  largestIdleChange,
  listIdleAddOns,
  priceOrder,
  prices,
} from "./prices";

const order = fc.record({ cleanScratches: fc.boolean(), faceRemaster: fc.boolean() });
const change = fc.option(fc.double({ min: 0, max: 255, noNaN: true }));
const changes: fc.Arbitrary<AddOnChanges> = fc.record({ cleanScratches: change, faceRemaster: change });
const none = { cleanScratches: false, faceRemaster: false };
const both = { cleanScratches: true, faceRemaster: true };

describe("the price of a photo", () => {
  test.each([
    [none, 1],
    [{ ...none, cleanScratches: true }, 2],
    [{ ...none, faceRemaster: true }, 3],
    [both, 4],
  ])("with %o is %i", (asked, total) => {
    expect(priceOrder(asked).total).toBe(total);
  });

  test("is the sum of its lines, one for the photo and one for each add-on that was ordered", () => {
    fc.assert(
      fc.property(order, (asked) => {
        const { lines, total } = priceOrder(asked);
        expect(lines.reduce((sum, { credits }) => sum + credits, 0)).toBe(total);
        expect(lines.map(({ item }) => item)).toEqual(["colorize", ...addOns.filter((addOn) => asked[addOn])]);
        for (const { item, credits } of lines) expect(credits).toBe(prices[item]);
      }),
    );
  });

  test("is 0 with a test key, whatever is ordered and whatever it changed", () => {
    fc.assert(
      fc.property(order, changes, (asked, changed) => {
        expect(creditsFor(asked, "test")).toBe(0);
        expect(creditsDue(asked, "test", listIdleAddOns(asked, changed))).toBe(0);
      }),
    );
  });
});

describe("what is charged in the end", () => {
  test("is never more than what was held, and never less than the photo alone", () => {
    fc.assert(
      fc.property(order, changes, (asked, changed) => {
        const due = creditsDue(asked, "live", listIdleAddOns(asked, changed));
        expect(due).toBeLessThanOrEqual(creditsFor(asked, "live"));
        expect(due).toBeGreaterThanOrEqual(prices.colorize);
      }),
    );
  });

  test("is what was held less the price of exactly the add-ons that were idle", () => {
    fc.assert(
      fc.property(order, changes, (asked, changed) => {
        const idle = listIdleAddOns(asked, changed);
        const saved = idle.reduce((sum, addOn) => sum + prices[addOn], 0);
        expect(creditsDue(asked, "live", idle)).toBe(creditsFor(asked, "live") - saved);
      }),
    );
  });

  test("does not sink for an idle add-on that nobody ordered", () => {
    expect(creditsDue(none, "live", ["faceRemaster"])).toBe(prices.colorize);
  });
});

describe("an add-on is idle", () => {
  test("up to the largest change that nobody sees, and not beyond it", () => {
    const changedBy = (value: number) => listIdleAddOns(both, { cleanScratches: value, faceRemaster: 255 });
    expect([0, largestIdleChange].map(changedBy)).toEqual([["cleanScratches"], ["cleanScratches"]]);
    expect(changedBy(largestIdleChange + 0.001)).toEqual([]);
  });

  test("never when it was not ordered, and never when nobody measured what it changed", () => {
    expect(listIdleAddOns(none, { cleanScratches: 0, faceRemaster: 0 })).toEqual([]);
    expect(listIdleAddOns(both, { cleanScratches: null, faceRemaster: null })).toEqual([]);
  });
});

describe("a line of the price list is offered", () => {
  const can = { available: true, reason: null };
  const cannot = { available: false, reason: "No model for this is installed yet." };
  const nothing = {
    models: { large: cannot, tiny: cannot },
    addOns: { cleanScratches: cannot, faceRemaster: cannot },
    hints: cannot,
  };

  test("as long as either model is there", () => {
    expect(isOffered(nothing, "colorize")).toBe(false);
    expect(isOffered({ ...nothing, models: { large: can, tiny: cannot } }, "colorize")).toBe(true);
    expect(isOffered({ ...nothing, models: { large: cannot, tiny: can } }, "colorize")).toBe(true);
  });

  test.each(addOns)("for %s only with a model of its own", (addOn) => {
    expect(isOffered({ ...nothing, models: { large: can, tiny: can } }, addOn)).toBe(false);
    expect(isOffered({ ...nothing, addOns: { ...nothing.addOns, [addOn]: can } }, addOn)).toBe(true);
  });
});
