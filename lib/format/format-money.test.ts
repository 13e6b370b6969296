import { describe, expect, it } from "vitest";
import { formatMoney } from "./format-money";

describe("money", () => {
  it.each([
    [500, "usd", "$5.00"],
    [2050, "usd", "$20.50"],
    [6, "usd", "$0.06"],
    [9.5, "usd", "$0.095"],
    [1200, "jpy", "¥1,200"],
    [1.5, "jpy", "¥1.5"],
    [99_999_999, "eur", "€999,999.99"],
    [1500, "kwd", "KWD 1.500"],
  ])("%d %s reads %s", (cents, currency, text) => {
    expect(formatMoney(cents, currency).replace(/\u00a0/g, " ")).toBe(text);
  });

  it("counts the currencies Stripe treats differently in Stripe's unit, so nobody reads a price a hundred times off", () => {
    expect(formatMoney(50_000, "isk")).toContain("500");
    expect(formatMoney(50_000, "mga")).toContain("50,000");
  });
});
