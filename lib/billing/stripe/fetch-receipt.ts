import "server-only";
import type Stripe from "stripe";
import { type Db, inTransaction, type Tx } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";
import type { BillingDeps } from "../billing-deps";
import { lockPurchase } from "../purchases/find-purchase";
import { callStripe } from "./call-stripe";
import { chargeSchema, invoicedSessionSchema } from "./stripe-objects";

const batch = 20;
const giveUpMs = 24 * 3_600_000;

/**
 * Records a purchase's charge and the addresses of its receipt and invoice, which the event of the payment does not contain. A
 * failure is only logged. Nothing is fetched once the account is deleted: the papers name who paid.
 */
export async function fetchReceipt(deps: BillingDeps, purchaseId: string): Promise<void> {
  const { db, stripe, log } = deps;
  const row = await db.purchase.findUnique({ where: { id: purchaseId } });
  if (!stripe || !row?.stripePaymentIntentId || !row.paidAt || !(await isThere(db, row.userId))) return;
  try {
    const papers = {
      ...(row.receiptUrl ? {} : await readReceipt(stripe, row.stripePaymentIntentId)),
      ...(row.invoiceUrl || !row.stripeSessionId ? {} : await readInvoice(stripe, row.stripeSessionId)),
    };
    if (Object.keys(papers).length > 0) await inTransaction(db, (tx) => writePapers(tx, row, papers));
  } catch (error) {
    log.warn({ err: error, purchaseId }, "the receipt could not be fetched; it will be retried");
  }
}

const isThere = async (from: Db | Tx, userId: string) => (await from.user.count({ where: { id: userId } })) > 0;

/** Whoever deletes the account meanwhile has the purchase's lock until it is gone (forgetPayer), and is seen after it. */
async function writePapers(tx: Tx, { id, userId }: Purchase, papers: Partial<Purchase>): Promise<void> {
  await lockPurchase(tx, id);
  if (await isThere(tx, userId)) await tx.purchase.update({ where: { id }, data: papers });
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

/** Fetches the receipts and invoices of purchases of the last 24 hours that still lack one and whose account is there. */
export async function fetchMissingReceipts(deps: BillingDeps): Promise<void> {
  if (!deps.stripe) return;
  const since = new Date(deps.clock.now().getTime() - giveUpMs);
  // The newest first: an old one that never gets its papers must not keep others from theirs.
  const rows = await deps.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM purchases
    WHERE "paidAt" >= ${since} AND "stripePaymentIntentId" IS NOT NULL
      AND ("receiptUrl" IS NULL OR ("invoiceUrl" IS NULL AND "stripeSessionId" IS NOT NULL))
      AND EXISTS (SELECT FROM users WHERE users.id = purchases."userId")
    ORDER BY "paidAt" DESC LIMIT ${batch}`;
  for (const { id } of rows) await fetchReceipt(deps, id);
}
