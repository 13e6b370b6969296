import "server-only";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "../stripe/call-stripe";
import { requireStripe } from "../stripe/check-payments";
import { sessionSchema } from "../stripe/stripe-objects";
import { findPurchaseOfCharge, findPurchaseOfSession, type PaymentIds } from "./find-purchase";

/**
 * The id of the purchase that a charge paid. Stripe is queried when the charge's event arrives before the one that links its ids
 * to the purchase. Null when the charge does not belong to this studio.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function findOrFetchPurchase(deps: BillingDeps, charge: PaymentIds): Promise<string | null> {
  const noted = await findPurchaseOfCharge(deps.db, charge);
  const intent = charge.payment_intent;
  if (noted || !intent) return noted;
  const stripe = requireStripe(deps);
  const { data } = await callStripe(() => stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 }));
  return data[0] ? findPurchaseOfSession(deps.db, sessionSchema.parse(data[0])) : null;
}

/**
 * The amount of the purchase's charge in cents, from the database or else from Stripe.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function readPaidCents(deps: BillingDeps, purchaseId: string, chargeId: string): Promise<number> {
  const row = await deps.db.purchase.findUnique({ where: { id: purchaseId }, select: { paidCents: true } });
  if (row?.paidCents) return row.paidCents;
  const stripe = requireStripe(deps);
  return (await callStripe(() => stripe.charges.retrieve(chargeId))).amount;
}
