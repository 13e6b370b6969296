import { expect, test, vi } from "vitest";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { openQueue } from "../../queue/open-queue";
import { TestBilling } from "../../testing/billing";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { silentLog } from "../../testing/webhooks";
import { listPurchases } from "../purchases/list-purchases";
import { reconcileStripe } from "../reconcile-stripe";
import { fetchMissingReceipts } from "../stripe/fetch-receipt";
import { applyPendingEvents } from "./apply-pending-events";
import { receiveEvent } from "./receive-event";
import { workOnEvents } from "./work-on-events";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());

const available = async (userId: string) => (await readBalance(fresh.db, userId)).available;
const anHourAgo = () => new Date(Date.now() - 3_600_000);

/** What a process did that was killed right after its answer to Stripe. */
async function storeOnly(events?: object[]) {
  for (const event of events ?? (await billing.events())) {
    const payload = JSON.stringify(event);
    await receiveEvent(billing.deps, Buffer.from(payload), billing.sign(payload));
  }
}

test("what was stored before a kill is applied by the next start, once, also by several processes at once", async () => {
  const { userId } = await billing.pay();
  await storeOnly();
  expect(await available(userId)).toBe(0);
  await Promise.all(Array.from({ length: 4 }, () => applyPendingEvents(billing.deps)));
  expect(await available(userId)).toBe(50);
  expect(await applyPendingEvents(billing.deps)).toBe(0);
  expect(await fresh.db.stripeEvent.count({ where: { appliedAt: null } })).toBe(0);
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("a worker applies an event as soon as it is stored, and again when Stripe is back", async () => {
  const { userId, chargeId } = await billing.pay();
  const queue = await openQueue({ url: fresh.url, isServer: fresh.isServer, log: silentLog });
  workOnEvents(queue, billing.deps);
  await billing.control({ do: "dispute", charge: chargeId });
  const events = await billing.events();
  const isDispute = ({ type }: { type: string }) => type === "charge.dispute.created";
  await billing.control({ do: "fail", times: 10, with: 503 });
  await storeOnly(events.filter(isDispute));
  await vi.waitFor(async () => expect((await fresh.db.stripeEvent.findFirst())?.failure).toBeTruthy(), 5_000);
  await billing.control({ do: "fail", times: 0, with: 503 });
  await storeOnly(events.filter((event) => !isDispute(event)));
  const isFrozen = async () => expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 0, frozen: 50 });
  await vi.waitFor(isFrozen, 15_000);
  await queue.stop({ graceMs: 1_000 });
}, 20_000);

test("an event that needs Stripe while Stripe is down waits, says why, and is applied later", async () => {
  const { userId, chargeId } = await billing.pay();
  await billing.control({ do: "dispute", charge: chargeId });
  const events = await billing.events();
  const dispute = events.find(({ type }) => type === "charge.dispute.created");
  await billing.control({ do: "fail", times: 10, with: 503 });
  expect(await billing.deliver(dispute ?? {})).toBe(false);
  const row = await fresh.db.stripeEvent.findFirstOrThrow();
  expect(row).toMatchObject({ appliedAt: null, failure: expect.stringContaining("could not be reached") });
  await billing.control({ do: "fail", times: 0, with: 503 });
  expect(await applyPendingEvents(billing.deps)).toBe(1);
  expect(await readBalance(fresh.db, userId)).toMatchObject({ available: 0, frozen: 50 });
});

test("the receipt is fetched after the credits, also when Stripe was down in between", async () => {
  const { userId } = await billing.pay();
  await storeOnly();
  await applyPendingEvents(billing.deps);
  expect(await listPurchases(fresh.db, userId)).toMatchObject([{ status: "paid", receiptUrl: null }]);
  await billing.control({ do: "fail", times: 10, with: 503 });
  await fetchMissingReceipts(billing.deps);
  await billing.control({ do: "fail", times: 0, with: 503 });
  await fetchMissingReceipts(billing.deps);
  expect(await listPurchases(fresh.db, userId)).toMatchObject([
    { receiptUrl: expect.stringContaining("/receipts/ch_") },
  ]);
});

test("reconciling applies what no webhook told, refunds and disputes too, and a second time nothing", async () => {
  const paid = await billing.pay();
  const refunded = await billing.pay();
  await billing.stripe.refunds.create({ charge: refunded.chargeId, amount: 100 });
  const begun = await billing.startPurchase();
  expect(await reconcileStripe(billing.deps, anHourAgo())).toMatchObject({ sessionsSeen: 3, eventsApplied: 3 });
  expect(await available(paid.userId)).toBe(50);
  expect(await available(refunded.userId)).toBe(40);
  expect(await available(begun.userId)).toBe(0);
  const again = await reconcileStripe(billing.deps, anHourAgo());
  expect(again).toMatchObject({ sessionsSeen: 3, eventsApplied: 0, purchasesCredited: [] });
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("reconciling credits and takes back from the sessions what Stripe has no events of any more", async () => {
  const paid = await billing.pay();
  const refunded = await billing.pay();
  await billing.stripe.refunds.create({ charge: refunded.chargeId, amount: 100 });
  const expired = await billing.startPurchase();
  await billing.control({ do: "expire", session: expired.sessionId });
  await storeOnly();
  await fresh.db.stripeEvent.updateMany({ data: { appliedAt: new Date() } });
  const { eventsApplied, purchasesCredited } = await reconcileStripe(billing.deps, anHourAgo());
  expect({ eventsApplied, credited: purchasesCredited.sort() }).toEqual({
    eventsApplied: 0,
    credited: [paid.purchaseId, refunded.purchaseId].sort(),
  });
  expect(await available(paid.userId)).toBe(50);
  expect(await available(refunded.userId)).toBe(40);
  expect(await listPurchases(fresh.db, expired.userId)).toMatchObject([{ status: "expired" }]);
  expect(await checkLedger(fresh.db)).toEqual([]);
});

test("reconciling and the late webhook together credit once", async () => {
  const { userId } = await billing.pay();
  const events = await billing.events();
  await Promise.all([reconcileStripe(billing.deps, anHourAgo()), ...events.map((event) => billing.deliver(event))]);
  await storeOnly();
  await applyPendingEvents(billing.deps);
  expect(await available(userId)).toBe(50);
  expect(await checkLedger(fresh.db)).toEqual([]);
});
