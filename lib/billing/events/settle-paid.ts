import "server-only";
import type { PurchaseStatus } from "../../contract/billing";
import { grantCredits } from "../../credits/ledger";
import type { Tx } from "../../db/client";
import type { Purchase } from "../../generated/prisma/client";
import { lockPurchase } from "../purchases/find-purchase";

/** What Stripe told of the payment; what is left out stays as it is. */
export type Payment = {
  sessionId?: string;
  paymentIntentId?: string | null;
  chargeId?: string | null;
  receiptUrl?: string | null;
  paidCents?: number | null;
};

/**
 * The money is there: gives the credits, once however often it is told, and returns the purchase, locked. A refund or dispute
 * calls this too: there is nothing to pay back that was not paid, so it may well be the first that we hear of the payment.
 */
export async function settlePaid(tx: Tx, id: string, payment: Payment, now: Date): Promise<Purchase> {
  const before = await lockPurchase(tx, id);
  const { userId, credits, packName } = before;
  const reason = `bought the pack ${packName}`;
  await grantCredits(tx, { userId, credits, reason, source: "purchased", purchaseId: id });
  const first = before.paidAt === null;
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
