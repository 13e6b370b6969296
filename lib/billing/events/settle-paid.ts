import "server-only";
import { writeAudit } from "../../audit/write-audit";
import type { PurchaseStatus } from "../../contract/billing";
import { grantCredits } from "../../credits/ledger";
import type { Tx } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";
import { draftMail } from "../../mail/drafts";
import { lockPurchase } from "../purchases/find-purchase";

/** Facts that Stripe reported about the payment. Omitted fields are not changed. */
export type Payment = {
  sessionId?: string;
  paymentIntentId?: string | null;
  chargeId?: string | null;
  receiptUrl?: string | null;
  paidCents?: number | null;
};

/** By then Stripe's receipt has been fetched, which happens right after the payment is applied. */
const receiptAfterSeconds = 20;

/**
 * Grants the credits of a paid purchase and writes its receipt, once however often it is called, and returns the purchase, locked. Refunds and disputes
 * call it too, because their events may arrive before the one that reports the payment.
 */
export async function settlePaid(tx: Tx, id: string, payment: Payment, now: Date): Promise<Purchase> {
  const before = await lockPurchase(tx, id);
  const { userId, credits, packName } = before;
  const reason = `bought the pack ${packName}`;
  await grantCredits(tx, { userId, credits, reason, source: "purchased", purchaseId: id });
  const first = before.paidAt === null;
  const mail = { at: now, afterSeconds: receiptAfterSeconds };
  if (first) {
    await draftMail(tx, userId, { kind: "receipt", purchaseId: id }, mail);
    const details = { credits, cents: payment.paidCents ?? before.priceCents, currency: before.currency };
    await writeAudit(tx, { actor: "studio" }, { action: "purchase_paid", userId, target: id, details, at: now });
  }
  return tx.purchase.update({
    where: { id },
    data: {
      ...(first ? { paidAt: now, status: "paid" satisfies PurchaseStatus } : {}),
      stripeSessionId: before.stripeSessionId ?? payment.sessionId,
      stripePaymentIntentId: before.stripePaymentIntentId ?? payment.paymentIntentId,
      stripeChargeId: before.stripeChargeId ?? payment.chargeId,
      receiptUrl: before.receiptUrl ?? payment.receiptUrl,
      paidCents: before.paidCents ?? payment.paidCents,
    },
  });
}
