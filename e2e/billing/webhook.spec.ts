import Stripe from "stripe";
import { expect, test } from "../support/billing-test";
import { startFirstPurchase } from "../support/buy-pack";
import { type Answer, readAnswer } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { expectSoundLedger, runAdmin } from "../support/run-admin";
import type { Studio } from "../support/start-studio";
import { type Delivery, deliverTo, findChargeOf, listEventsOf, webhookSecret } from "../support/stripe-fake";

const now = () => Math.floor(Date.now() / 1000);
const sign = (payload: string, secret = webhookSecret, timestamp = now()) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });

async function post(studio: Studio, body: string, signature?: string): Promise<Answer> {
  const headers = { "Content-Type": "application/json", ...(signature && { "Stripe-Signature": signature }) };
  return readAnswer(await fetch(`${studio.url}/api/stripe/webhook`, { method: "POST", headers, body }));
}

test.beforeEach(({ stripe, studio }) => deliverTo(stripe, studio, { withhold: true }));
test.afterEach(({ stripe, studio }) => deliverTo(stripe, studio));

test("forged, unsigned, old, altered and live events → 400, and nothing comes of them", async ({ stripe, studio }) => {
  const buyer = await startFirstPurchase(studio);
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  const completed = (await listEventsOf(stripe, buyer.checkoutId)).at(-1);
  const real = JSON.stringify(completed);
  const altered = real.replaceAll(buyer.purchaseId, `${buyer.purchaseId}x`);
  const live = JSON.stringify({ ...completed, livemode: true });
  const attacks: Record<string, [string, string?]> = {
    unsigned: [real],
    "signed with another secret": [real, sign(real, "whsec_somebody_elses")],
    "signed six minutes ago": [real, sign(real, webhookSecret, now() - 360)],
    "another event's signature": [altered, sign(real)],
    "one byte more": [`${real} `, sign(real)],
    "an old scheme": [real, sign(real).replace("v1=", "v0=")],
    "an empty signature": [real, `t=${now()},v1=`],
    "no JSON": ["nonsense", sign("nonsense")],
    "no event": ["{}", sign("{}")],
    "of the other mode": [live, sign(live)],
    "two megabytes": ["x".repeat(2_000_000), sign("x")],
  };
  for (const [name, [body, signature]] of Object.entries(attacks)) {
    const answer = await post(studio, body, signature);
    expect(answer.status, name).toBe(400);
    expectProblem(answer, "webhook_invalid");
  }
  expect(await buyer.readBalance()).toMatchObject({ available: 0 });
  expect(await buyer.readPurchase()).toMatchObject({ status: "open" });
  // The true one is not taken for seen.
  expect((await post(studio, real, sign(real))).status).toBe(200);
  await expect.poll(async () => (await buyer.readBalance()).available).toBe(50);
});

test("other methods than POST are refused", async ({ studio }) => {
  const answer = await readAnswer(await fetch(`${studio.url}/api/stripe/webhook`));
  expectProblem(answer, "method_not_allowed");
});

test("20 copies of every event at once → credited exactly once", async ({ stripe, studio }) => {
  test.slow();
  const buyer = await startFirstPurchase(studio);
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  const events = (await listEventsOf(stripe, buyer.checkoutId)).map(({ id }) => id);
  const { deliveries } = await stripe.control({ do: "send", events, copies: 20, shuffle: true, parallel: true });
  expect((deliveries as Delivery[]).map(({ status }) => status)).toEqual(Array(events.length * 20).fill(200));
  await expect.poll(async () => (await buyer.readBalance()).available).toBe(50);
  await expectSoundLedger(studio);
  expect((await buyer.readBalance()).available).toBe(50);
});

test("every event of a life with a refund and a dispute, 1 to 5 times in random order → the same end", async ({
  stripe,
  studio,
}) => {
  test.slow();
  for (const copies of [1, 2, 5]) {
    const buyer = await startFirstPurchase(studio);
    await stripe.control({ do: "pay", session: buyer.checkoutId });
    const { id: charge } = await findChargeOf(stripe, buyer.checkoutId);
    await stripe.sdk.refunds.create({ charge, amount: 100 });
    await stripe.sdk.refunds.create({ charge, amount: 150 });
    const { id: dispute } = await stripe.control({ do: "dispute", charge, amount: 250 });
    await stripe.control({ do: "close-dispute", dispute, status: "won" });
    const events = (await listEventsOf(stripe, buyer.checkoutId)).map(({ id }) => id);
    await stripe.control({ do: "send", events, copies, shuffle: true });
    const settled = expect.poll(() => buyer.readBalance(), { timeout: 30_000 });
    await settled.toEqual({ available: 25, held: 0, purchased: 25, granted: 0, debt: 0, frozen: 0 });
    expect(await buyer.readPurchase()).toMatchObject({ status: "partly_refunded", refundedCents: 250 });
  }
  await expectSoundLedger(studio);
});

test("a webhook that never came is made up for by reconcile-stripe, once", async ({ stripe, studio }) => {
  const buyer = await startFirstPurchase(studio);
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  for (let run = 0; run < 2; run += 1) {
    const { code, stderr } = await runAdmin(studio, "reconcile-stripe");
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect((await buyer.readBalance()).available).toBe(50);
  }
});
