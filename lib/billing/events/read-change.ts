import "server-only";
import type { PurchaseStatus } from "../../contract/billing";
import type { Tx } from "../../db/client";
import type { BillingDeps } from "../billing-deps";
import { findPurchaseOfSession } from "../purchases/find-purchase";
import { findOrFetchPurchase, readPaidCents } from "../purchases/request-stripe";
import { chargeSchema, disputeSchema, type EventFacts, sessionSchema } from "../stripe/stripe-objects";
import { closeDispute, openDispute } from "./settle-dispute";
import { settlePaid } from "./settle-paid";
import { settleRefund } from "./settle-refund";

/** Applies an event to the database. Returns the id of the purchase it concerns, null when it is not of this studio. */
export type Change = (tx: Tx) => Promise<string | null>;
type Reader = (deps: BillingDeps, object: unknown) => Promise<Change>;

const readers = new Map<string, Reader>([
  ["checkout.session.completed", async (deps, object) => readSession(deps, object, "processing")],
  ["checkout.session.async_payment_succeeded", async (deps, object) => readSession(deps, object, "processing")],
  ["checkout.session.async_payment_failed", async (deps, object) => readSession(deps, object, "failed")],
  ["checkout.session.expired", async (deps, object) => readSession(deps, object, "expired")],
  ["charge.refunded", readRefund],
  ["charge.dispute.created", async (deps, object) => readDispute(deps, object, openDispute)],
  ["charge.dispute.closed", async (deps, object) => readDispute(deps, object, closeDispute)],
]);
/** The event types that have an effect; others are stored and ignored. */
export const handledEventTypes = [...readers.keys()];

/**
 * Turns an event into the change it means. Where the event lacks facts they are fetched from Stripe, so call this outside the
 * transaction.
 * @throws {AppError} payment_provider_error when Stripe had to be called and failed
 */
export async function readChange(deps: BillingDeps, { type, data }: EventFacts): Promise<Change> {
  const reader = readers.get(type);
  return reader ? reader(deps, data.object) : async () => null;
}

/** The states that each state may replace. A paid purchase never goes back to one of these. */
const mayFollow: Partial<Record<PurchaseStatus, PurchaseStatus[]>> = {
  processing: ["open", "canceled"],
  failed: ["open", "canceled", "processing"],
  expired: ["open", "canceled"],
};

/** @param otherwise the purchase's status when the session is not paid */
export function readSession(
  deps: BillingDeps,
  object: unknown,
  otherwise: "processing" | "failed" | "expired",
): Change {
  const session = sessionSchema.parse(object);
  return async (tx) => {
    const id = await findPurchaseOfSession(tx, session);
    if (!id) return null;
    const { payment_status: paid, payment_intent: paymentIntentId, amount_total: paidCents } = session;
    if (paid === "paid") {
      await settlePaid(tx, id, { sessionId: session.id, paymentIntentId, paidCents }, deps.clock.now());
      return id;
    }
    // A promotion code reduced the price to zero. Only payments grant credits.
    if (paid === "no_payment_required") deps.log.warn({ purchaseId: id }, "a free checkout gave no credits");
    const status = { in: mayFollow[otherwise] };
    await tx.purchase.updateMany({ where: { id, paidAt: null, status }, data: { status: otherwise } });
    return id;
  };
}

async function readRefund(deps: BillingDeps, object: unknown): Promise<Change> {
  const charge = chargeSchema.parse(object);
  // Stripe reports a released, never captured charge as refunded. Nothing was paid, so nothing is taken back.
  if (!charge.captured || charge.amount_refunded === 0) return async () => null;
  const id = await findOrFetchPurchase(deps, charge);
  return async (tx) => {
    if (id) await settleRefund(tx, id, charge, deps.clock.now());
    return id;
  };
}

async function readDispute(deps: BillingDeps, object: unknown, settle: typeof openDispute): Promise<Change> {
  const dispute = disputeSchema.parse(object);
  const id = await findOrFetchPurchase(deps, { id: dispute.charge, payment_intent: dispute.payment_intent });
  if (!id) return async () => null;
  const paidCents = await readPaidCents(deps, id, dispute.charge);
  return async (tx) => {
    await settle(tx, dispute, { purchaseId: id, paidCents, now: deps.clock.now() });
    return id;
  };
}
