import "server-only";
import type Stripe from "stripe";
import { inTransaction, type Tx } from "../db/client";
import type { BillingDeps } from "./billing-deps";
import { applyEvent, recordBalanceChange } from "./events/apply-event";
import { handledEventTypes, readSession } from "./events/read-change";
import { storeEvent } from "./events/receive-event";
import { settleRefund } from "./events/settle-refund";
import { findPurchaseOfSession, lockPurchase } from "./purchases/find-purchase";
import { callStripe } from "./stripe/call-stripe";
import { requireStripe } from "./stripe/check-payments";
import { fetchReceipt } from "./stripe/fetch-receipt";
import { chargeSchema, eventSchema, sessionSchema } from "./stripe/stripe-objects";

export type Reconciled = {
  eventsSeen: number;
  eventsApplied: number;
  /** Events that could not be applied; the log has the reason. */
  eventsPending: number;
  sessionsSeen: number;
  /** Ids of purchases credited from their checkout session, because Stripe no longer had the event. */
  purchasesCredited: string[];
};

/**
 * Fetches from Stripe what happened since `since` and applies what no webhook delivered: first the events, which Stripe keeps for
 * 30 days, then the checkout sessions, for payments whose event is gone. What was applied before is not applied again.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function reconcileStripe(deps: BillingDeps, since: Date): Promise<Reconciled> {
  const events = await applyMissedEvents(deps, since);
  const sessions = await creditMissedSessions(deps, since);
  return { ...events, ...sessions };
}

async function applyMissedEvents(deps: BillingDeps, since: Date) {
  const stripe = requireStripe(deps);
  const query = { types: handledEventTypes, created: { gte: seconds(since) }, limit: 100 };
  const missed = await callStripe(() => stripe.events.list(query).autoPagingToArray({ limit: 10_000 }));
  let eventsApplied = 0;
  // Stripe lists the newest event first.
  for (const found of missed.reverse()) {
    const event = eventSchema.parse(found);
    await storeEvent(deps.db, event);
    const { applied, purchaseId } = await applyEvent(deps, event.id);
    if (applied) eventsApplied += 1;
    if (purchaseId) await fetchReceipt(deps, purchaseId);
  }
  const eventsPending = await deps.db.stripeEvent.count({
    where: { id: { in: missed.map(({ id }) => id) }, appliedAt: null },
  });
  return { eventsSeen: missed.length, eventsApplied, eventsPending };
}

async function creditMissedSessions(deps: BillingDeps, since: Date) {
  const stripe = requireStripe(deps);
  const expand = ["data.payment_intent.latest_charge"];
  const query = { created: { gte: seconds(since) }, limit: 100, expand };
  const found = await callStripe(() => stripe.checkout.sessions.list(query).autoPagingToArray({ limit: 10_000 }));
  const purchasesCredited: string[] = [];
  for (const session of found.filter(({ status }) => status !== "open")) {
    const id = await inTransaction(deps.db, (tx) => applySession(deps, tx, session));
    if (id) purchasesCredited.push(id);
  }
  return { sessionsSeen: found.length, purchasesCredited };
}

/** Updates the purchase from its session and charge. Returns the purchase's id when this credited it. */
async function applySession(deps: BillingDeps, tx: Tx, session: Stripe.Checkout.Session): Promise<string | null> {
  const facts = sessionSchema.parse(session);
  const purchaseId = await findPurchaseOfSession(tx, facts);
  if (!purchaseId) return null;
  const before = await lockPurchase(tx, purchaseId);
  await readSession(deps, facts, session.status === "expired" ? "expired" : "processing")(tx);
  const intent = session.payment_intent;
  const charge = chargeSchema.safeParse(typeof intent === "object" ? intent?.latest_charge : null);
  if (charge.success && charge.data.captured) await settleRefund(tx, purchaseId, charge.data, deps.clock.now());
  await recordBalanceChange(tx, purchaseId, deps.clock.now());
  const { paidAt } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId }, select: { paidAt: true } });
  return paidAt && !before.paidAt ? purchaseId : null;
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
