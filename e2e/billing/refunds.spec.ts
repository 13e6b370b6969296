import type { BillingBalance } from "../../lib/contract/billing";
import { expect, test } from "../support/billing-test";
import { type Buyer, startFirstPurchase } from "../support/buy-pack";
import { callColorize } from "../support/call-colorize";
import { expectProblem } from "../support/expect-problem";
import { smallPhoto } from "../support/photos";
import { expectSoundLedger, runAdmin } from "../support/run-admin";
import type { Studio } from "../support/start-studio";
import { findChargeOf, type StripeFake } from "../support/stripe-fake";

async function buy(stripe: StripeFake, studio: Studio): Promise<Buyer & { charge: string }> {
  const buyer = await startFirstPurchase(studio);
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  await expect.poll(async () => (await buyer.readBalance()).available).toBe(50);
  return { ...buyer, charge: (await findChargeOf(stripe, buyer.checkoutId)).id };
}
const expectBalance = (buyer: Buyer, wanted: Partial<BillingBalance>) =>
  expect.poll(() => buyer.readBalance()).toMatchObject(wanted);
const colorize = async (studio: Studio, buyer: Buyer) =>
  callColorize(studio, buyer.account.apiKey, { image: await smallPhoto(), model: "tiny" });

test.afterAll(async ({ studio }) => expectSoundLedger(studio));

test("refunds in parts take credits back in proportion, to the last one", async ({ stripe, studio }) => {
  const buyer = await buy(stripe, studio);
  await stripe.sdk.refunds.create({ charge: buyer.charge, amount: 100 });
  await expectBalance(buyer, { available: 40, debt: 0 });
  await stripe.sdk.refunds.create({ charge: buyer.charge, amount: 200 });
  await expectBalance(buyer, { available: 20, debt: 0 });
  expect(await buyer.readPurchase()).toMatchObject({ status: "partly_refunded", refundedCents: 300 });
  await stripe.sdk.refunds.create({ charge: buyer.charge });
  await expectBalance(buyer, { available: 0, debt: 0 });
  expect(await buyer.readPurchase()).toMatchObject({ status: "refunded", refundedCents: 500 });
});

test("a refund after spending leaves a debt: the API answers 403 until it is made good", async ({ stripe, studio }) => {
  const buyer = await buy(stripe, studio);
  expect((await colorize(studio, buyer)).status).toBe(200);
  await stripe.sdk.refunds.create({ charge: buyer.charge });
  await expectBalance(buyer, { available: 0, debt: 1 });
  expectProblem(await colorize(studio, buyer), "insufficient_credits");
  expect((await runAdmin(studio, "grant", buyer.account.email, "3", "--reason", "made good")).code).toBe(0);
  await expectBalance(buyer, { available: 2, debt: 0 });
  expect((await colorize(studio, buyer)).status).toBe(200);
});

test("a dispute freezes the credits; won, they are back", async ({ stripe, studio }) => {
  const buyer = await buy(stripe, studio);
  const { id: dispute } = await stripe.control({ do: "dispute", charge: buyer.charge });
  await expectBalance(buyer, { available: 0, frozen: 50 });
  expectProblem(await colorize(studio, buyer), "insufficient_credits");
  await stripe.control({ do: "close-dispute", dispute, status: "won" });
  await expectBalance(buyer, { available: 50, frozen: 0, debt: 0 });
  expect(await buyer.readPurchase()).toMatchObject({ status: "paid" });
});

test("a dispute that is lost takes the credits for good", async ({ stripe, studio }) => {
  const buyer = await buy(stripe, studio);
  expect((await colorize(studio, buyer)).status).toBe(200);
  const { id: dispute } = await stripe.control({ do: "dispute", charge: buyer.charge });
  await expectBalance(buyer, { available: 0, frozen: 49 });
  await stripe.control({ do: "close-dispute", dispute, status: "lost" });
  await expectBalance(buyer, { available: 0, frozen: 0, debt: 1 });
});
