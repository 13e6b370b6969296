import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { defaultPacks } from "../contract/packs";
import { readSettings } from "./settings";

const secret = "s".repeat(32);
const read = (given: Record<string, string>) =>
  readSettings({
    DATA_DIR: tmpdir(),
    AUTH_SECRET: secret,
    API_KEY_SECRET: secret,
    LINK_SECRET: secret,
    ...given,
  } as unknown as NodeJS.ProcessEnv);

const pack = { id: "one", name: "One", credits: 10, priceCents: 100, currency: "eur" };

test("with nothing set the packs are the default ones and payments have no key", () => {
  expect(read({})).toMatchObject({ CREDIT_PACKS: defaultPacks, STRIPE_AUTOMATIC_TAX: false });
  expect(read({}).STRIPE_SECRET_KEY).toBeUndefined();
});

test("an operator's packs replace the default ones", () => {
  const packs = [{ ...pack, stripePriceId: "price_1" }];
  expect(read({ CREDIT_PACKS: JSON.stringify(packs) }).CREDIT_PACKS).toEqual(packs);
});

test.each([
  ["no JSON", "50 credits", "CREDIT_PACKS must be valid JSON"],
  ["no pack at all", "[]", "CREDIT_PACKS is not valid"],
  ["two packs with one id", JSON.stringify([pack, pack]), "CREDIT_PACKS is not valid (two packs have the same id)"],
  ["half a credit", JSON.stringify([{ ...pack, credits: 0.5 }]), "CREDIT_PACKS.0.credits is not valid"],
  ["a free pack", JSON.stringify([{ ...pack, priceCents: 0 }]), "CREDIT_PACKS.0.priceCents is not valid"],
  ["a misspelt field", JSON.stringify([{ ...pack, price: 1 }]), "CREDIT_PACKS.0 is not valid"],
])("packs with %s are refused at the start, by name", (_what, value, message) => {
  expect(() => read({ CREDIT_PACKS: value })).toThrow(message);
});

test("a live key never goes to another host than Stripe's", () => {
  const base = { STRIPE_API_BASE: "http://127.0.0.1:12111" };
  expect(() => read({ ...base, STRIPE_SECRET_KEY: "sk_live_1" })).toThrow("must not be set together with a live");
  expect(() => read({ ...base, STRIPE_SECRET_KEY: "rk_live_1" })).toThrow("must not be set together with a live");
  expect(read({ ...base, STRIPE_SECRET_KEY: "sk_test_1" }).STRIPE_API_BASE).toBe("http://127.0.0.1:12111");
});

test("a publishable key or another secret in the wrong place is refused by name", () => {
  expect(() => read({ STRIPE_SECRET_KEY: "pk_test_1" })).toThrow("STRIPE_SECRET_KEY must be a Stripe secret key");
  expect(() => read({ STRIPE_WEBHOOK_SECRET: "sk_test_12345678" })).toThrow("STRIPE_WEBHOOK_SECRET must be");
});
