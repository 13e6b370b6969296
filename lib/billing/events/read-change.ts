import "server-only";
import type { PurchaseStatus } from "../../contract/billing";
import type { Tx } from "../../db/client";
import type { BillingDeps } from "../billing-deps";
import { findPurchaseOfSession } from "../purchases/find-purchase";
import { findPurchaseOrRequest, readPaidCents } from "../stripe/request-stripe";
import { chargeSchema, disputeSchema, type EventFacts, sessionSchema } from "../stripe/stripe-objects";
import { closeDispute, openDispute } from "./settle-dispute";
import { settlePaid } from "./settle-paid";
import { settleRefund } from "./settle-refund";

/** What an event does to our rows, in a transaction; returns the purchase it was about, null when it is not ours. */
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
/** The types that change anything here; others are stored and ignored. */
export const handledEventTypes = [...readers.keys()];

/**
 * Reads what the event means for us. Asks Stripe where the event says too little, which is why it is not in the transaction.
 * @throws {AppError} payment_provider_error when it had to ask and got no answer
 */
export async function readChange(deps: BillingDeps, { type, data }: EventFacts): Promise<Change> {
  const reader = readers.get(type);
  return reader ? reader(deps, data.object) : async () => null;
}

/** Which earlier states a state may follow; what is paid is beyond all of them. */
const mayFollow: Partial<Record<PurchaseStatus, PurchaseStatus[]>> = {
  processing: ["open", "canceled"],
  failed: ["open", "canceled", "processing"],
  expired: ["open", "canceled"],
};

/** `otherwise` is what a session that is not paid makes of its purchase. */
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
    // A promotion code that took off everything. Only money brings credits.
    if (paid === "no_payment_required") deps.log.warn({ purchaseId: id }, "a free checkout gave no credits");
    const status = { in: mayFollow[otherwise] };
    await tx.purchase.updateMany({ where: { id, paidAt: null, status }, data: { status: otherwise } });
    return id;
  };
}

async function readRefund(deps: BillingDeps, object: unknown): Promise<Change> {
  const charge = chargeSchema.parse(object);
  // An uncaptured charge that is let go counts as refunded at Stripe; nothing was paid, so nothing is taken back.
  if (!charge.captured || charge.amount_refunded === 0) return async () => null;
  const id = await findPurchaseOrRequest(deps, charge);
  return async (tx) => {
    if (id) await settleRefund(tx, id, charge, deps.clock.now());
    return id;
  };
}

async function readDispute(deps: BillingDeps, object: unknown, settle: typeof openDispute): Promise<Change> {
  const dispute = disputeSchema.parse(object);
  const id = await findPurchaseOrRequest(deps, { id: dispute.charge, payment_intent: dispute.payment_intent });
  if (!id) return async () => null;
  const paidCents = await readPaidCents(deps, id, dispute.charge);
  return async (tx) => {
    await settle(tx, dispute, { purchaseId: id, paidCents, now: deps.clock.now() });
    return id;
  };
}
