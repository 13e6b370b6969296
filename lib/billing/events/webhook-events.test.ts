import fc from "fast-check";
import type Stripe from "stripe";
import { expect, test } from "vitest";
import { openJob } from "../../../prisma/factories/open-job";
import { settleAsSucceeded } from "../../../prisma/factories/settle-job";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { TestBilling } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());

const balance = (userId: string) => readBalance(fresh.db, userId);
const purchase = (id: string) => fresh.db.purchase.findUniqueOrThrow({ where: { id } });
const deliverAll = async (events: Stripe.Event[] | Promise<Stripe.Event[]>) => {
  for (const event of await events) await billing.deliver(event);
};
const refund = (charge: string, amount?: number) => billing.stripe.refunds.create({ charge, amount });
async function dispute(chargeId: string, status: "won" | "lost" | null, amount?: number) {
  const { id } = await billing.control<Stripe.Dispute>({ do: "dispute", charge: chargeId, amount });
  if (status) await billing.control({ do: "close-dispute", dispute: id, status });
}

test("a paid session brings the pack's credits, with a purchase that says so", async () => {
  const { userId, purchaseId, chargeId } = await billing.pay();
  await deliverAll(billing.events());
  expect(await balance(userId)).toMatchObject({ available: 50, purchased: 50, granted: 0, debt: 0 });
  const row = await purchase(purchaseId);
  expect(row).toMatchObject({ status: "paid", paidAt: expect.any(Date), paidCents: 500, refundedCents: 0 });
  expect(chargeId).toMatch(/^ch_/);
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("20 deliveries of one event at once, and 20 more: credited once", async () => {
  const { userId } = await billing.pay();
  const events = await billing.events();
  const twenty = events.flatMap((event) => Array.from({ length: 20 }, () => event));
  const applied = await Promise.all(twenty.map((event) => billing.deliver(event)));
  await Promise.all(twenty.map((event) => billing.deliver(event)));
  expect(applied.filter(Boolean)).toHaveLength(events.length);
  expect(await balance(userId)).toMatchObject({ available: 50 });
  expect(await fresh.db.creditMovement.count({ where: { kind: "purchase" } })).toBe(1);
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("everything about one purchase told at once, ten times over: no deadlock, and the end is the same", async () => {
  const { userId, purchaseId, chargeId } = await billing.pay({ credits: 5 });
  await refund(chargeId, 100);
  await refund(chargeId, 150);
  await dispute(chargeId, "won", 250);
  const events = await billing.events();
  const told = Array.from({ length: 10 }, () => events).flat();
  await Promise.all([
    ...told.map((event) => billing.deliver(event)),
    ...Array.from({ length: 5 }, () => spendOne(userId)),
  ]);
  await fresh.db.stripeEvent.findMany({ where: { appliedAt: null } }).then((left) => expect(left).toEqual([]));
  expect(await balance(userId)).toMatchObject({ available: 25, granted: 0, debt: 0, frozen: 0 });
  expect(await purchase(purchaseId)).toMatchObject({ status: "partly_refunded", refundedCents: 250, disputedAt: null });
  expect(await checkLedger(fresh.db)).toEqual([]);
});

const spendOne = async (userId: string) => settleAsSucceeded(fresh.db, await openJob(fresh.db, userId));

test("whatever happened to a purchase: each event 1 to 5 times in any order ends the same", async () => {
  const none = { available: 0, debt: 0, frozen: 0 };
  const paid = { status: "paid", refundedCents: 0, disputedAt: null };
  const disputed = { status: "disputed", refundedCents: 0, disputedAt: expect.any(Date) };
  const stories: { name: string; happen: (chargeId: string) => Promise<unknown>; end: object; row: object }[] = [
    { name: "paid", happen: async () => {}, end: { ...none, available: 50 }, row: paid },
    {
      name: "refunded in two parts",
      happen: refundTwice,
      end: { ...none, available: 25 },
      row: { ...paid, status: "partly_refunded", refundedCents: 250 },
    },
    { name: "refunded", happen: refund, end: none, row: { ...paid, status: "refunded", refundedCents: 500 } },
    { name: "disputed", happen: (id) => dispute(id, null), end: { ...none, frozen: 50 }, row: disputed },
    { name: "dispute won", happen: (id) => dispute(id, "won"), end: { ...none, available: 50 }, row: paid },
    { name: "dispute lost", happen: (id) => dispute(id, "lost"), end: none, row: disputed },
  ];
  for (const { name, happen, end, row } of stories) {
    const { userId, chargeId, purchaseId } = await billing.pay();
    await happen(chargeId);
    const events = (await billing.events()).filter((event) => isAbout(event, [chargeId, purchaseId]));
    const deliveries = fc
      .tuple(...events.map((event) => fc.integer({ min: 1, max: 5 }).map((copies) => Array(copies).fill(event))))
      .map((copies): Stripe.Event[] => copies.flat())
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    const property = fc.asyncProperty(deliveries, async (order) => {
      await forget(userId, purchaseId);
      for (const event of order) await billing.deliver(event);
      expect(await balance(userId), name).toMatchObject(end);
      expect(await purchase(purchaseId), name).toMatchObject(row);
      expect(await checkLedger(fresh.db), name).toEqual([]);
    });
    await fc.assert(property, { numRuns: 10 });
  }
}, 240_000);

async function refundTwice(chargeId: string) {
  await refund(chargeId, 100);
  await refund(chargeId, 150);
}
const isAbout = (event: Stripe.Event, ids: string[]) => ids.some((id) => JSON.stringify(event).includes(id));

/** Back to a purchase that was begun and of which nothing was heard yet. */
async function forget(userId: string, purchaseId: string) {
  const { db } = fresh;
  await db.$executeRaw`TRUNCATE credit_entries, credit_movements, credit_hold_lots, credit_holds, credit_lots, credit_balances, stripe_events CASCADE`;
  await db.purchase.deleteMany({ where: { id: { not: purchaseId } } });
  await db.purchase.update({
    where: { id: purchaseId },
    data: {
      status: "open",
      paidAt: null,
      paidCents: null,
      refundedCents: 0,
      disputedAt: null,
      stripePaymentIntentId: null,
      stripeChargeId: null,
      receiptUrl: null,
    },
  });
  expect(await balance(userId)).toMatchObject({ available: 0 });
}

test("a partial refund twice takes exactly the shares, a refund of the rest takes the rest", async () => {
  const { userId, purchaseId, chargeId } = await billing.pay({ packId: "odd" });
  await deliverAll(billing.events());
  for (const [cents, left, status] of [
    [333, 5, "partly_refunded"],
    [333, 3, "partly_refunded"],
    [334, 0, "refunded"],
  ] as const) {
    await refund(chargeId, cents);
    await deliverAll(billing.events());
    expect(await balance(userId)).toMatchObject({ available: left, debt: 0 });
    expect(await purchase(purchaseId)).toMatchObject({ status });
  }
  expect(await purchase(purchaseId)).toMatchObject({ refundedCents: 1000 });
});

test("a refund of spent credits takes what else there is, then leaves debt; nothing can be started until it is paid", async () => {
  const { userId, chargeId } = await billing.pay({ credits: 4 });
  await deliverAll(billing.events());
  const jobId = await openJob(fresh.db, userId, { priceCredits: 40 });
  await settleAsSucceeded(fresh.db, jobId, 40);
  await refund(chargeId);
  await deliverAll(billing.events());
  expect(await balance(userId)).toMatchObject({ available: 0, debt: 36 });
  await expect(openJob(fresh.db, userId)).rejects.toMatchObject({ code: "insufficient_credits" });
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("a dispute freezes the purchase; won, everything is as before; lost, the credits are gone", async () => {
  for (const [status, left, told] of [
    ["won", 53, "paid"],
    ["lost", 3, "disputed"],
  ] as const) {
    const { userId, purchaseId, chargeId } = await billing.pay({ credits: 3 });
    await deliverAll(billing.events());
    const { id } = await billing.control<Stripe.Dispute>({ do: "dispute", charge: chargeId });
    await deliverAll(billing.events());
    expect(await balance(userId)).toMatchObject({ available: 3, frozen: 50 });
    expect(await purchase(purchaseId)).toMatchObject({ status: "disputed" });
    await billing.control({ do: "close-dispute", dispute: id, status });
    await deliverAll(billing.events());
    expect(await balance(userId)).toMatchObject({ available: left, frozen: 0, debt: 0 });
    expect(await purchase(purchaseId)).toMatchObject({ status: told });
    expect(await checkLedger(fresh.db)).toEqual([]);
  }
});

test("a lost dispute over a part takes the part; a dispute after a partial refund takes no more than was left", async () => {
  const part = await billing.pay();
  await dispute(part.chargeId, "lost", 250);
  await deliverAll(billing.events());
  expect(await balance(part.userId)).toMatchObject({ available: 25, frozen: 0, debt: 0 });

  const both = await billing.pay();
  await refund(both.chargeId, 200);
  await dispute(both.chargeId, "lost", 500);
  await deliverAll(billing.events());
  expect(await balance(both.userId)).toMatchObject({ available: 0, frozen: 0, debt: 0 });
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("a refund that comes after a lost dispute takes nothing more", async () => {
  const { userId, chargeId, purchaseId } = await billing.pay({ credits: 5 });
  await dispute(chargeId, "lost");
  await deliverAll(billing.events());
  await refund(chargeId, 200);
  await deliverAll(billing.events());
  expect(await balance(userId)).toMatchObject({ available: 5, debt: 0, frozen: 0 });
  expect(await purchase(purchaseId)).toMatchObject({ status: "disputed" });
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("a payment that takes days brings nothing until it succeeds; one that fails brings nothing at all", async () => {
  for (const [outcome, status, credits] of [
    ["succeeded", "paid", 50],
    ["failed", "failed", 0],
  ] as const) {
    const { userId, purchaseId, sessionId } = await billing.startPurchase();
    await billing.control({ do: "pay-later", session: sessionId });
    await deliverAll(billing.events());
    expect(await purchase(purchaseId)).toMatchObject({ status: "processing", paidAt: null });
    expect(await balance(userId)).toMatchObject({ available: 0 });
    await billing.control({ do: "settle", session: sessionId, outcome });
    const events = await billing.events();
    await deliverAll(events);
    // The first event once more, late: it must not bring "processing" back.
    await deliverAll(events.reverse().map((event) => ({ ...event, id: `${event.id}again` })));
    expect(await purchase(purchaseId)).toMatchObject({ status });
    expect(await balance(userId)).toMatchObject({ available: credits });
  }
});

test("an expired session says so and brings nothing", async () => {
  const { userId, purchaseId, sessionId } = await billing.startPurchase();
  await billing.control({ do: "expire", session: sessionId });
  await deliverAll(billing.events());
  expect(await purchase(purchaseId)).toMatchObject({ status: "expired" });
  expect(await balance(userId)).toMatchObject({ available: 0 });
});

test("a completed session that is not paid brings nothing, whatever else it says", async () => {
  const { userId } = await billing.pay();
  const completed = (await billing.events()).find(({ type }) => type === "checkout.session.completed");
  for (const payment_status of ["unpaid", "no_payment_required", "PAID", ""]) {
    const object = { ...completed?.data.object, payment_status };
    await billing.deliver({ ...completed, id: `evt_${payment_status || "none"}`, data: { object } });
  }
  expect(await balance(userId)).toMatchObject({ available: 0 });
});

test("another session of the account that only names a purchase pays nothing here", async () => {
  const cheap = await billing.pay({ packId: "fifty" });
  const dear = await billing.startPurchase({ packId: "odd" });
  const completed = (await billing.events()).find(({ type }) => type === "checkout.session.completed");
  const link = { ...completed?.data.object, id: "cs_test_link", client_reference_id: dear.purchaseId };
  await billing.deliver({ ...completed, id: "evt_link", data: { object: { ...link, metadata: {} } } });
  await billing.deliver({
    ...completed,
    id: "evt_named",
    data: { object: { ...link, metadata: { purchaseId: dear.purchaseId } } },
  });
  expect(await balance(dear.userId)).toMatchObject({ available: 0 });
  expect(await balance(cheap.userId)).toMatchObject({ available: 0 });
});

test("events of no concern are stored, marked as done and change nothing", async () => {
  const { userId } = await billing.pay();
  const [event] = await billing.events();
  await billing.deliver({ ...event, id: "evt_new", type: "radar.early_fraud_warning.created" });
  await billing.deliver({ ...event, id: "evt_newer", type: "constructor", data: { object: {} } });
  expect(await fresh.db.stripeEvent.findMany({ select: { id: true, failure: true, appliedAt: true } })).toMatchObject([
    { failure: null, appliedAt: expect.any(Date) },
    { failure: null, appliedAt: expect.any(Date) },
  ]);
  expect(await balance(userId)).toMatchObject({ available: 0 });
});
