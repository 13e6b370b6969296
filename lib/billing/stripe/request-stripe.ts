import "server-only";
import type { BillingDeps } from "../billing-deps";
import { findPurchaseOfCharge, findPurchaseOfSession, type PaymentIds } from "../purchases/find-purchase";
import { callStripe } from "./call-stripe";
import { requireStripe } from "./check-payments";
import { sessionSchema } from "./stripe-objects";

/**
 * Which purchase a charge paid, also when its event comes before the one that would have told us its ids. Null: not ours.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function findPurchaseOrRequest(deps: BillingDeps, charge: PaymentIds): Promise<string | null> {
  const noted = await findPurchaseOfCharge(deps.db, charge);
  const intent = charge.payment_intent;
  if (noted || !intent) return noted;
  const stripe = requireStripe(deps);
  const { data } = await callStripe(() => stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 }));
  return data[0] ? findPurchaseOfSession(deps.db, sessionSchema.parse(data[0])) : null;
}

/**
 * What the purchase's charge came to, in cents: as noted, else as Stripe says.
 * @throws {AppError} payments_off, payment_provider_error
 */
export async function readPaidCents(deps: BillingDeps, purchaseId: string, chargeId: string): Promise<number> {
  const row = await deps.db.purchase.findUnique({ where: { id: purchaseId }, select: { paidCents: true } });
  if (row?.paidCents) return row.paidCents;
  const stripe = requireStripe(deps);
  return (await callStripe(() => stripe.charges.retrieve(chargeId))).amount;
}
