import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { AppError } from "../../errors/app-error";
import { callStripe, isMissingAtStripe } from "./call-stripe";
import { checkPayments, requirePayments, requireStripe } from "./check-payments";
import { createStripeClient, stripeApiVersion } from "./create-stripe-client";

const stripe = new Stripe("sk_test_1");
const webhookSecret = "whsec_12345678";
const both = { stripe, webhookSecret, testMode: true };
const off = expect.objectContaining({ code: "payments_off" });

describe("packs are sold", () => {
  test("only with a key to sell with and a secret to believe Stripe by", () => {
    expect(checkPayments(both)).toEqual({ enabled: true, testMode: true, reason: null });
    expect(requirePayments(both)).toEqual({ stripe, webhookSecret });
  });

  test.each([
    [{ ...both, stripe: null }, "Payments are off: STRIPE_SECRET_KEY must be set."],
    [{ ...both, webhookSecret: null }, "Payments are off: STRIPE_WEBHOOK_SECRET must be set."],
    [
      { ...both, stripe: null, webhookSecret: null },
      "Payments are off: STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set.",
    ],
  ])("not without one of them, and what to set is said by name, but to no customer", (keys, reason) => {
    expect(checkPayments(keys)).toMatchObject({ enabled: false, reason });
    expect(() => requirePayments(keys)).toThrow(off);
    expect(() => requirePayments(keys)).toThrow(/^This studio takes no payments\.$/);
  });

  test("while Stripe can be asked without the webhook's secret, but not without a key", () => {
    expect(requireStripe({ stripe })).toBe(stripe);
    expect(() => requireStripe({ stripe: null })).toThrow(off);
  });
});

describe("a call to Stripe", () => {
  test("gives its answer through", async () => {
    expect(await callStripe(async () => "answer")).toBe("answer");
  });

  test("that fails says when to try again, that nothing was charged, and nothing of what Stripe said", async () => {
    const cause = new Error("Invalid API Key provided: sk_live_****1234");
    const failed = callStripe(() => Promise.reject(cause));
    await expect(failed).rejects.toMatchObject({ code: "payment_provider_error", retryAfterSeconds: 30, cause });
    await expect(failed).rejects.toThrow(
      /^The payment service could not be reached or refused the request\. Nothing was charged\./,
    );
  });

  test("for an object that Stripe does not know is told apart by what of the request it was", async () => {
    const missing = { code: "resource_missing", param: "customer" };
    const wrapped = await callStripe(() => Promise.reject(missing)).catch((error: unknown) => error);
    expect(wrapped).toBeInstanceOf(AppError);
    expect([missing, wrapped].map((error) => isMissingAtStripe(error, "customer"))).toEqual([true, true]);
    expect(isMissingAtStripe(wrapped, "price")).toBe(false);
    const others = [{ code: "rate_limit", param: "customer" }, { param: "customer" }, new Error("x"), null, "text"];
    expect(others.some((error) => isMissingAtStripe(error, "customer"))).toBe(false);
  });
});

describe("the client", () => {
  test("is none without a key", () => {
    expect(createStripeClient({ STRIPE_API_BASE: "http://127.0.0.1:12111" })).toBeNull();
  });

  test.each([
    [undefined, "https", "api.stripe.com", "443"],
    ["http://127.0.0.1:12111", "http", "127.0.0.1", "12111"],
    ["http://stripe.internal", "http", "stripe.internal", "80"],
    ["https://stripe.internal", "https", "stripe.internal", "443"],
  ])("with the base %s talks %s to %s on port %s, in the version that is read here", (base, protocol, host, port) => {
    const client = createStripeClient({ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_BASE: base });
    expect(client?.getApiField("protocol")).toBe(protocol);
    expect(client?.getApiField("host")).toBe(host);
    expect(String(client?.getApiField("port"))).toBe(port);
    expect(client?.getApiField("version")).toBe(stripeApiVersion);
  });
});
