import "server-only";
import type Stripe from "stripe";
import type { BillingDeps } from "../billing-deps";
import { callStripe } from "./call-stripe";
import { chargeSchema, invoicedSessionSchema } from "./stripe-objects";

const batch = 20;
const giveUpMs = 24 * 3_600_000;

/**
 * Records a purchase's charge and the addresses of its receipt and invoice, which the event of the payment does not contain. A
 * failure is only logged.
 */
export async function fetchReceipt(deps: BillingDeps, purchaseId: string): Promise<void> {
  const { db, stripe, log } = deps;
  const row = await db.purchase.findUnique({ where: { id: purchaseId } });
  if (!stripe || !row?.stripePaymentIntentId || !row.paidAt) return;
  try {
    const papers = {
      ...(row.receiptUrl ? {} : await readReceipt(stripe, row.stripePaymentIntentId)),
      ...(row.invoiceUrl || !row.stripeSessionId ? {} : await readInvoice(stripe, row.stripeSessionId)),
    };
    if (Object.keys(papers).length > 0) await db.purchase.updateMany({ where: { id: purchaseId }, data: papers });
  } catch (error) {
    log.warn({ err: error, purchaseId }, "the receipt could not be fetched; it will be retried");
  }
}

async function readReceipt(stripe: Stripe, intent: string) {
  const params = { expand: ["latest_charge"] };
  const { latest_charge } = await callStripe(() => stripe.paymentIntents.retrieve(intent, params));
  const charge = chargeSchema.safeParse(latest_charge);
  if (!charge.success) return {};
  const { id: stripeChargeId, receipt_url: receiptUrl, amount: paidCents } = charge.data;
  return { stripeChargeId, receiptUrl, paidCents };
}

async function readInvoice(stripe: Stripe, session: string): Promise<{ invoiceUrl?: string }> {
  const found = await callStripe(() => stripe.checkout.sessions.retrieve(session, { expand: ["invoice"] }));
  const invoiceUrl = invoicedSessionSchema.safeParse(found).data?.invoice?.hosted_invoice_url;
  return invoiceUrl ? { invoiceUrl } : {};
}

/** Fetches the receipts and invoices of purchases of the last 24 hours that still lack one. */
export async function fetchMissingReceipts(deps: BillingDeps): Promise<void> {
  if (!deps.stripe) return;
  const since = new Date(deps.clock.now().getTime() - giveUpMs);
  const rows = await deps.db.purchase.findMany({
    where: {
      paidAt: { gte: since },
      stripePaymentIntentId: { not: null },
      OR: [{ receiptUrl: null }, { invoiceUrl: null, stripeSessionId: { not: null } }],
    },
    // The newest first: an old one that never gets its papers must not keep others from theirs.
    orderBy: { paidAt: "desc" },
    select: { id: true },
    take: batch,
  });
  for (const { id } of rows) await fetchReceipt(deps, id);
}
