import { expect, test } from "vitest";
import { creditPackSchema, creditPacksSchema, defaultPacks, pricePerPhotoCents } from "./packs";

const pack = { id: "one", name: "One", credits: 10, priceCents: 100, currency: "eur" };

test("the default packs can be sold as they are, and a larger one costs less a photo", () => {
  expect(creditPacksSchema.parse(defaultPacks)).toEqual(defaultPacks);
  const perPhoto = defaultPacks.map(pricePerPhotoCents);
  expect(perPhoto).toEqual([10, 8, 6]);
});

test("a currency may be written in capitals, and is kept as Stripe spells it", () => {
  expect(creditPackSchema.parse({ ...pack, currency: "EUR" }).currency).toBe("eur");
});

test.each([
  ["an id with a space", { id: "a b" }],
  ["an id that begins with a hyphen", { id: "-a" }],
  ["an id of 41 characters", { id: "a".repeat(41) }],
  ["a name of spaces", { name: "   " }],
  ["no credits", { credits: 0 }],
  ["half a credit", { credits: 1.5 }],
  ["a million and one credits", { credits: 1_000_001 }],
  ["a price of nothing", { priceCents: 0 }],
  ["a negative price", { priceCents: -100 }],
  ["a price with half a cent", { priceCents: 99.5 }],
  ["a currency that is a word", { currency: "euro" }],
  ["another id in place of a Stripe price", { stripePriceId: "prod_1" }],
  ["a field nobody knows", { discount: 10 }],
])("a pack with %s is refused", (_what, wrong) => {
  expect(creditPackSchema.safeParse({ ...pack, ...wrong }).success).toBe(false);
});

test("there is at least one pack, at most twenty, and each id once", () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...pack, id: `p${at}` }));
  const accepted = (packs: object[]) => creditPacksSchema.safeParse(packs).success;
  expect([0, 1, 20, 21].map((count) => accepted(many(count)))).toEqual([false, true, true, false]);
  expect(accepted([pack, { ...pack, name: "Two" }])).toBe(false);
});
