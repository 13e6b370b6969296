import { expect, test } from "vitest";
import { defaultPacks } from "@/lib/contract/packs";
import { newPack, readPacks, writePacks } from "./packs-form";

const one = { ...newPack(), id: "one", name: "One", credits: "10", price: "5" };
const pricesOf = (price: string, currency = "usd") => {
  const { text } = writePacks({ packs: [{ ...one, price, currency }] });
  return text && JSON.parse(text)[0].priceCents;
};

test("packs come back from the form as they went in", () => {
  const { text } = writePacks(readPacks(JSON.stringify(defaultPacks)));
  expect(JSON.parse(text ?? "")).toEqual(defaultPacks);
});

test("a price is written in the smallest unit of its currency, exactly", () => {
  expect(["5", "5.00", "0,07", "19.9", "1.15"].map((price) => pricesOf(price))).toEqual([500, 500, 7, 1990, 115]);
  expect(pricesOf("500", "JPY")).toBe(500);
});

test("what is no amount, no number and no id is told at its field", () => {
  for (const price of ["", "five", "1.234", "-5", "1e3"]) expect(pricesOf(price)).toBeUndefined();
  const { problems } = writePacks({
    packs: [one, { ...one, id: "Two!", credits: "1.5", name: " ", currency: "dollar" }],
  });
  const fields = ["name", "id", "credits", "currency"].map((name) => `packs.1.${name}`);
  expect(Object.keys(problems ?? {}).toSorted()).toEqual(fields.concat().toSorted());
});

test("two with the same id are told above the fields", () => {
  expect(writePacks({ packs: [one, one] }).problems).toEqual({ form: "two packs have the same id." });
});
