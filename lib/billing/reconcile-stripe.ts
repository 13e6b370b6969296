import "server-only";
import { inTransaction } from "../db/client";
import { applyEvent } from "./apply-event";
import type { BillingTools } from "./billing-tools";
import { callStripe } from "./call-stripe";
import { requireStripe } from "./check-payments";
import { fetchReceipt } from "./fetch-receipt";
import { findPurchaseOfSession } from "./find-purchase";
import { handledEventTypes } from "./read-change";
import { storeEvent } from "./receive-event";
import { settlePaid } from "./settle-paid";
import { eventSchema, sessionSchema } from "./stripe-objects";

export type Reconciled = {
  eventsSeen: number;
  eventsApplied: number;
  /** Could not be applied now; the log says why. */
  eventsPending: number;
  sessionsSeen: number;
  /** Credited from their session: Stripe no longer had the event. */
  purchasesCredited: string[];
};

/**
 * Asks Stripe what happened since `since` and applies what no webhook told: first the events themselves, which Stripe keeps
 * for 30 days, then the sessions, for payments whose event is gone. What was applied before stays as it is.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function reconcileStripe(tools: BillingTools, since: Date): Promise<Reconciled> {
  const events = await applyMissedEvents(tools, since);
  const sessions = await creditMissedSessions(tools, since);
  return { ...events, ...sessions };
}

async function applyMissedEvents(tools: BillingTools, since: Date) {
  const stripe = requireStripe(tools);
  const query = { types: handledEventTypes, created: { gte: seconds(since) }, limit: 100 };
  const missed = await callStripe(() => stripe.events.list(query).autoPagingToArray({ limit: 10_000 }));
  let eventsApplied = 0;
  // Stripe lists the newest first.
  for (const found of missed.reverse()) {
    const event = eventSchema.parse(found);
    await storeEvent(tools.db, event);
    const { applied, purchaseId } = await applyEvent(tools, event.id);
    if (applied) eventsApplied += 1;
    if (purchaseId) await fetchReceipt(tools, purchaseId);
  }
  const eventsPending = await tools.db.stripeEvent.count({
    where: { id: { in: missed.map(({ id }) => id) }, appliedAt: null },
  });
  return { eventsSeen: missed.length, eventsApplied, eventsPending };
}

async function creditMissedSessions(tools: BillingTools, since: Date) {
  const stripe = requireStripe(tools);
  const query = { created: { gte: seconds(since) }, limit: 100 };
  const found = await callStripe(() => stripe.checkout.sessions.list(query).autoPagingToArray({ limit: 10_000 }));
  const purchasesCredited: string[] = [];
  for (const session of found.map((item) => sessionSchema.parse(item))) {
    if (session.payment_status !== "paid") continue;
    const credited = await inTransaction(tools.db, async (tx) => {
      const id = await findPurchaseOfSession(tx, session);
      const before = id ? await tx.purchase.findUnique({ where: { id }, select: { paidAt: true } }) : null;
      if (!id || before?.paidAt) return null;
      const { payment_intent: paymentIntentId, amount_total: paidCents } = session;
      await settlePaid(tx, id, { sessionId: session.id, paymentIntentId, paidCents }, tools.clock.now());
      return id;
    });
    if (!credited) continue;
    purchasesCredited.push(credited);
    await fetchReceipt(tools, credited);
  }
  return { sessionsSeen: found.length, purchasesCredited };
}

const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
