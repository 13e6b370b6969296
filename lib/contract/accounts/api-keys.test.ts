import { expect, test } from "vitest";
import { createKeySchema, keyScopes, rerollKeySchema, updateKeySchema } from "./api-keys";

test("a key is live unless a test key was asked for by name, its name is not blank, and it has no limits of its own", () => {
  const site = { name: "site", mode: "live", scopes: [...keyScopes], monthlyBudget: null, allowedRanges: [] };
  expect(createKeySchema.parse({ name: " site " })).toEqual(site);
  expect(createKeySchema.parse({ name: "site", mode: "test" }).mode).toBe("test");
  expect(createKeySchema.safeParse({ name: "site", mode: "free" }).success).toBe(false);
  expect(createKeySchema.safeParse({ name: "   " }).success).toBe(false);
});

test.each([
  { scopes: [] },
  { scopes: ["admin"] },
  { scopes: "read" },
  { monthlyBudget: 0 },
  { monthlyBudget: 1.5 },
  { monthlyBudget: 1e12 },
  { monthlyBudget: "5" },
  { allowedRanges: ["10.0.0.0/99"] },
  { expiresAt: "tomorrow" },
  { expiresAt: "2027-01-31" },
  { expiresInDays: 0 },
  { expiresInDays: 4000 },
  { expiresInDays: 1, expiresAt: "2027-01-31T00:00:00Z" },
])("%j is refused, in a new key and in a change", (limits) => {
  expect(createKeySchema.safeParse({ name: "site", ...limits }).success).toBe(false);
  expect(updateKeySchema.safeParse(limits).success).toBe(false);
});

test("scopes are kept in one order, each once", () => {
  expect(updateKeySchema.parse({ scopes: ["webhooks", "read", "read"] }).scopes).toEqual(["read", "webhooks"]);
});

test("a change names what it changes: a word that nobody reads is refused, and so is another mode", () => {
  expect(updateKeySchema.parse({})).toEqual({});
  for (const wrong of [{ mode: "test" }, { nmae: "site" }, { revokedAt: null }])
    expect(updateKeySchema.safeParse(wrong).success).toBe(false);
});

test("a replaced key goes on for one of the offered times", () => {
  const accepts = (overlapHours: unknown) => rerollKeySchema.safeParse({ overlapHours }).success;
  expect([0, 1, 24, 168].map(accepts)).toEqual([true, true, true, true]);
  expect([-1, 2, 169, "24", null, undefined, Number.POSITIVE_INFINITY].some(accepts)).toBe(false);
});
