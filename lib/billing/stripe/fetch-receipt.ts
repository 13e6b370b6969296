import "server-only";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "./call-stripe";
import { chargeSchema } from "./stripe-objects";

const batch = 20;
const giveUpMs = 24 * 3_600_000;

/** Records a purchase's charge and receipt URL, which the event of the payment does not contain. A failure is only logged. */
export async function fetchReceipt(deps: BillingDeps, purchaseId: string): Promise<void> {
  const { db, stripe, log } = deps;
  const row = await db.purchase.findUnique({ where: { id: purchaseId } });
  const intent = row?.stripePaymentIntentId;
  if (!stripe || !intent || !row.paidAt || row.receiptUrl) return;
  try {
    const params = { expand: ["latest_charge"] };
    const { latest_charge } = await callStripe(() => stripe.paymentIntents.retrieve(intent, params));
    const charge = chargeSchema.safeParse(latest_charge);
    if (!charge.success) return;
    const { id: stripeChargeId, receipt_url: receiptUrl, amount: paidCents } = charge.data;
    await db.purchase.updateMany({ where: { id: purchaseId }, data: { stripeChargeId, receiptUrl, paidCents } });
  } catch (error) {
    log.warn({ err: error, purchaseId }, "the receipt could not be fetched; it will be retried");
  }
}

/** Fetches the receipts of purchases of the last 24 hours that still lack one. */
export async function fetchMissingReceipts(deps: BillingDeps): Promise<void> {
  if (!deps.stripe) return;
  const since = new Date(deps.clock.now().getTime() - giveUpMs);
  const rows = await deps.db.purchase.findMany({
    where: { paidAt: { gte: since }, receiptUrl: null, stripePaymentIntentId: { not: null } },
    select: { id: true },
    take: batch,
  });
  for (const { id } of rows) await fetchReceipt(deps, id);
}
