import Stripe from "stripe";
import type { ControlCommand } from "../control";
import { startStripeFake } from "../start-stripe-fake";

export const testSecret = "whsec_for_tests_only";

/** A stand-in on a free port, the real SDK talking to it, and its control. */
export async function startTestFake({ target = null, now }: { target?: string | null; now?: () => Date } = {}) {
  const { url, stop } = await startStripeFake({ port: 0, delivery: { target, secret: testSecret }, now });
  const connect = (key: string) =>
    new Stripe(key, { host: "127.0.0.1", port: new URL(url).port, protocol: "http", maxNetworkRetries: 0 });
  const control = async (command: ControlCommand): Promise<Record<string, unknown>> => {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${url}/_control`, { method: "POST", headers, body: JSON.stringify(command) });
    return (await answer.json()) as Record<string, unknown>;
  };
  return { url, stop, connect, stripe: connect("sk_test_tests"), control };
}
export type TestFake = Awaited<ReturnType<typeof startTestFake>>;

/** What the tests sell. */
export const sale = {
  mode: "payment",
  line_items: [
    { quantity: 1, price_data: { currency: "usd", unit_amount: 500, product_data: { name: "50 credits" } } },
  ],
  success_url: "http://127.0.0.1:3000/back?session={CHECKOUT_SESSION_ID}",
  cancel_url: "http://127.0.0.1:3000/back?canceled=1",
  metadata: { purchaseId: "pur_1" },
  payment_intent_data: { metadata: { purchaseId: "pur_1" }, receipt_email: "a@example.org", description: "50 credits" },
} satisfies Stripe.Checkout.SessionCreateParams;

/** The charge of a session that was paid. */
export async function findChargeOf(stripe: Stripe, sessionId: string): Promise<Stripe.Charge> {
  const session = await stripe.checkout.sessions.retrieve(sessionId, { expand: ["payment_intent.latest_charge"] });
  return (session.payment_intent as Stripe.PaymentIntent).latest_charge as Stripe.Charge;
}
