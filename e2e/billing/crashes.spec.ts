import { type Buyer, startFirstPurchase } from "../support/buy-pack";
import { createAccount, expectSoundLedger } from "../support/run-admin";
import { openSession, signIn } from "../support/sign-in";
import { endStudio, type Studio, startStudio } from "../support/start-studio";
import {
  type Delivery,
  deliverTo,
  findChargeOf,
  listEventsOf,
  type StripeFake,
  startStripeFake,
} from "../support/stripe-fake";
import { expect, test } from "../support/studio-test";

let stripe: StripeFake;
test.beforeAll(async () => {
  stripe = await startStripeFake();
});
test.afterAll(() => stripe.stop());

/** The same person's browser on the studio that came after the crash: it is still signed in. */
async function readAgain({ url }: Studio, { session: { cookie }, purchaseId }: Buyer) {
  const session = openSession({ url }, cookie);
  const { body } = await session.send("GET", "/api/console/billing");
  const purchase = (await session.send("GET", `/api/console/purchases/${purchaseId}`)).body;
  return { balance: (body as { balance: object }).balance, purchase };
}

async function startSelling(): Promise<{ studio: Studio; buyer: Buyer }> {
  const studio = await startStudio(stripe.settings);
  await deliverTo(stripe, studio, { withhold: true });
  return { studio, buyer: await startFirstPurchase(studio) };
}

test("kill −9 right after the event was taken → after a restart the credits are there, once", async () => {
  test.slow();
  const { studio: first, buyer } = await startSelling();
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  const events = (await listEventsOf(stripe, buyer.checkoutId)).map(({ id }) => id);
  const { deliveries } = await stripe.control({ do: "send", events });
  await first.stop("SIGKILL");
  expect((deliveries as Delivery[]).map(({ status }) => status)).toEqual(events.map(() => 200));

  const second = await startStudio(stripe.settings, first.dataDir);
  try {
    const settled = expect.poll(() => readAgain(second, buyer), { timeout: 45_000 });
    await settled.toMatchObject({ balance: { available: 50 }, purchase: { status: "paid" } });
    // Stripe may well send all of it again.
    await deliverTo(stripe, second, { withhold: true });
    await stripe.control({ do: "send", events, copies: 3, shuffle: true, parallel: true });
    await expectSoundLedger(second);
    expect(await readAgain(second, buyer)).toMatchObject({ balance: { available: 50 } });
  } finally {
    await endStudio(second);
  }
});

test("kill −9 while an event that is stored waits for Stripe's answer → after a restart it is applied, once", async () => {
  test.slow();
  const { studio: first, buyer } = await startSelling();
  await stripe.control({ do: "pay", session: buyer.checkoutId });
  const { id: charge } = await findChargeOf(stripe, buyer.checkoutId);
  await stripe.control({ do: "dispute", charge });
  const all = await listEventsOf(stripe, buyer.checkoutId);
  const dispute = all.find(({ type }) => type === "charge.dispute.created")?.id;
  // Ahead of the payment: whose it is has to be asked, and is never answered. So it is surely stored and not applied.
  await stripe.control({ do: "fail", times: 1000, with: "hang" });
  const { deliveries } = await stripe.control({ do: "send", events: [dispute] });
  expect(deliveries).toMatchObject([{ status: 200 }]);
  expect(await buyer.readBalance()).toMatchObject({ available: 0, frozen: 0 });
  await first.stop("SIGKILL");
  await stripe.control({ do: "fail", times: 0, with: "cut" });

  const second = await startStudio(stripe.settings, first.dataDir);
  try {
    const settled = expect.poll(() => readAgain(second, buyer), { timeout: 45_000 });
    await settled.toMatchObject({ balance: { available: 0, frozen: 50, debt: 0 }, purchase: { status: "disputed" } });
    await deliverTo(stripe, second, { withhold: true });
    await stripe.control({ do: "send", events: all.map(({ id }) => id), copies: 2, shuffle: true, parallel: true });
    await expectSoundLedger(second);
    expect(await readAgain(second, buyer)).toMatchObject({ balance: { available: 0, frozen: 50 } });
    // Others can buy meanwhile.
    const other = await signIn(second, await createAccount(second, { credits: 0 }));
    expect((await other.send("POST", "/api/console/checkout", { packId: "starter" })).status).toBe(200);
  } finally {
    await endStudio(second);
  }
});
