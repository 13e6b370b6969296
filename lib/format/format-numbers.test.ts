import { describe, expect, it } from "vitest";
import { formatChange, formatCharge, formatCredits } from "./format-numbers";

describe("credits as people read them", () => {
  it("uses the singular for exactly one credit", () => {
    expect([0, 1, 2, 1000].map(formatCredits)).toEqual(["0 credits", "1 credit", "2 credits", "1,000 credits"]);
  });

  it("a charge below the price says of how much", () => {
    expect(formatCharge({ creditsCharged: 3, priceCredits: 3 })).toBe("3 credits");
    expect(formatCharge({ creditsCharged: 1, priceCredits: 3 })).toBe("1 of 3 credits");
  });

  it("a change carries its sign, and no change has none", () => {
    expect([1200, -3, 0].map(formatChange)).toEqual(["+1,200", "−3", "0"]);
  });
});
