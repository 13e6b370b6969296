import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import type { BillingDeps } from "../../billing/billing-deps";
import { applyEvent } from "../../billing/events/apply-event";
import { callStripe } from "../../billing/stripe/call-stripe";
import { requireStripe } from "../../billing/stripe/check-payments";
import { fetchReceipt } from "../../billing/stripe/fetch-receipt";
import { AppError } from "../../errors/app-error";

/**
 * Applies an event of Stripe's again that could not be applied. One that was applied changes nothing: each is applied once. The
 * audit log has it in the transaction that applies it, or that keeps why it could not be.
 * @throws {AppError} not_found
 */
export async function replayEvent(billing: BillingDeps, by: AuditOrigin, id: string) {
  const { db } = billing;
  const event = await db.stripeEvent.findUnique({ where: { id }, select: { appliedAt: true } });
  if (!event) throw new AppError("not_found", { detail: "Stripe has told of no such event." });
  if (event.appliedAt) return { applied: false, failure: null };
  const { applied, purchaseId } = await applyEvent(billing, id, by);
  if (purchaseId) await fetchReceipt(billing, purchaseId);
  const { failure } = await db.stripeEvent.findUniqueOrThrow({ where: { id }, select: { failure: true } });
  return { applied, failure };
}

/**
 * Has Stripe pay a purchase back in full. Its credits go when Stripe's event of it is applied, as after a refund in Stripe's own
 * pages; those that were spent are owed then. Asked again it pays nothing twice. No transaction reaches to Stripe, so the audit log
 * has it before Stripe is asked, again when Stripe refuses, and as the studio's own entry when the credits go.
 * @throws {AppError} not_found, invalid_request for one that was not paid or is paid back, payments_off, payment_provider_error
 */
export async function refundPurchase(billing: BillingDeps, by: AuditOrigin, id: string): Promise<void> {
  const { db, clock } = billing;
  const stripe = requireStripe(billing);
  const purchase = await db.purchase.findUnique({ where: { id } });
  if (!purchase) throw new AppError("not_found", { detail: "There is no purchase with this id." });
  const { userId, status, stripePaymentIntentId: intent } = purchase;
  if (!intent || (status !== "paid" && status !== "partly_refunded"))
    throw new AppError("invalid_request", {
      detail: "Only a purchase that was paid, and is not disputed, can be paid back.",
    });
  const about = { userId, target: id };
  await writeAudit(db, by, { action: "refund_requested", ...about, at: clock.now() });
  // Stripe answers the same to the same key for a day, and refuses to pay back more than was paid after that.
  try {
    await callStripe(() => stripe.refunds.create({ payment_intent: intent }, { idempotencyKey: `refund-${id}` }));
  } catch (error) {
    await writeAudit(db, by, { action: "refund_refused", ...about, at: clock.now() });
    throw error;
  }
}
