import { expect, test } from "vitest";
import { receiveEvent } from "../../billing/events/receive-event";
import { TestBilling } from "../../testing/billing";
import { outcomeOf } from "../../testing/colorize-flow";
import { setUp, setUpDatabase } from "../../testing/set-up";
import { refundPurchase, replayEvent } from "./change-payments";
import { reconcilePayments } from "./reconcile-payments";

const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());
const by = { actor: "operator", actorId: "usr_operator", addressRange: "10.0.0.0/24" } as const;
/** PostgreSQL keeps no text with this character, so no entry of theirs can be written. */
const unwritable = { actor: "operator", actorId: "\0" } as const;

const entries = async () => {
  const rows = await fresh.db.auditEntry.findMany({ where: { actor: "operator" }, orderBy: { at: "asc" } });
  return rows.map(({ action, userId, target, details }) => ({ action, userId, target, details }));
};

/** What Stripe told and nobody applied yet. */
async function storeEvents(isWanted: (type: string) => boolean) {
  for (const event of await billing.events()) {
    const payload = JSON.stringify(event);
    if (isWanted(event.type)) await receiveEvent(billing.deps, Buffer.from(payload), billing.sign(payload));
  }
}

const deliverAll = async () => {
  for (const event of await billing.events()) await billing.deliver(event);
};

test("an event that an operator applies again is in the audit log once, with what it changed", async () => {
  await billing.pay();
  await storeEvents((type) => type === "checkout.session.completed");
  const { id } = await fresh.db.stripeEvent.findFirstOrThrow();
  expect(await replayEvent(billing.deps, by, id)).toEqual({ applied: true, failure: null });
  expect(await replayEvent(billing.deps, by, id)).toEqual({ applied: false, failure: null });
  expect(await entries()).toEqual([{ action: "event_replayed", userId: null, target: id, details: { applied: true } }]);
});

test("an event whose entry cannot be written is not applied either", async () => {
  const { purchaseId } = await billing.pay();
  await storeEvents((type) => type === "checkout.session.completed");
  const { id } = await fresh.db.stripeEvent.findFirstOrThrow();
  await expect(replayEvent(billing.deps, unwritable, id)).rejects.toThrow();
  expect(await fresh.db.stripeEvent.findUnique({ where: { id } })).toMatchObject({ appliedAt: null });
  expect(await fresh.db.purchase.findUnique({ where: { id: purchaseId } })).toMatchObject({ paidAt: null });
});

test("an event that could not be applied again is in the log as such", async () => {
  const { chargeId } = await billing.pay();
  await billing.control({ do: "dispute", charge: chargeId });
  await storeEvents((type) => type === "charge.dispute.created");
  const { id } = await fresh.db.stripeEvent.findFirstOrThrow();
  await billing.control({ do: "fail", times: 10, with: 503 });
  expect(await replayEvent(billing.deps, by, id)).toMatchObject({ applied: false, failure: expect.any(String) });
  await billing.control({ do: "fail", times: 0, with: 503 });
  expect(await entries()).toMatchObject([{ action: "event_replayed", target: id, details: { applied: false } }]);
});

test("a refund is in the log before Stripe is asked, so that no crash hides it, and when its credits go", async () => {
  const { userId, purchaseId } = await billing.pay();
  await deliverAll();
  expect(await outcomeOf(refundPurchase(billing.deps, unwritable, purchaseId))).not.toBe("ok");
  expect((await billing.stripe.refunds.list()).data).toHaveLength(0);
  await refundPurchase(billing.deps, by, purchaseId);
  expect(await entries()).toEqual([{ action: "refund_requested", userId, target: purchaseId, details: {} }]);
  await deliverAll();
  const where = { action: "purchase_refunded", target: purchaseId };
  expect(await fresh.db.auditEntry.findMany({ where })).toMatchObject([{ actor: "studio", details: { credits: 50 } }]);
});

test("a refund that Stripe refuses is in the log as asked for and refused", async () => {
  const { purchaseId } = await billing.pay();
  await deliverAll();
  await billing.control({ do: "fail", times: 20, with: 500 });
  expect(await outcomeOf(refundPurchase(billing.deps, by, purchaseId))).toBe("payment_provider_error");
  await billing.control({ do: "fail", times: 0, with: 500 });
  expect((await entries()).map(({ action }) => action)).toEqual(["refund_requested", "refund_refused"]);
});

test("comparing payments with Stripe is in the log when it begins, and with its numbers when it ends", async () => {
  await billing.pay();
  await billing.control({ do: "fail", times: 20, with: 500 });
  expect(await outcomeOf(reconcilePayments(billing.deps, by, 3))).toBe("payment_provider_error");
  expect(await entries()).toMatchObject([{ action: "reconcile_begun", details: { days: 3 } }]);
  await billing.control({ do: "fail", times: 0, with: 500 });
  await reconcilePayments(billing.deps, by, 3);
  const ended = (await entries()).filter(({ action }) => action === "payments_reconciled");
  expect(ended).toMatchObject([{ details: { days: 3, eventsPending: 0 } }]);
});
