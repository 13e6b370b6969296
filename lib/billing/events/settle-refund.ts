import "server-only";
import { writeAudit } from "../../audit/write-audit";
import type { PurchaseStatus } from "../../contract/billing";
import { revokePurchase } from "../../credits/revoke-purchase";
import type { Tx } from "../../db/client";
import type { ChargeFacts } from "../stripe/stripe-objects";
import { settlePaid } from "./settle-paid";

/**
 * The credits that correspond to `partCents` of `wholeCents`: rounded down, and all of them only for the whole amount. The share
 * never shrinks as the part grows, so the differences between successive shares never add up to more than `credits`.
 */
export function shareOfCredits(credits: number, partCents: number, wholeCents: number): number {
  if (partCents >= wholeCents) return credits;
  return Number((BigInt(credits) * BigInt(Math.max(0, partCents))) / BigInt(wholeCents));
}

/**
 * Takes back the credits of a refund. An event reports the sum of all refunds so far, so a repeated or late one has no effect.
 */
export async function settleRefund(tx: Tx, purchaseId: string, charge: ChargeFacts, now: Date): Promise<void> {
  const { id: chargeId, amount, amount_refunded: refunded, payment_intent, receipt_url } = charge;
  const payment = { chargeId, paymentIntentId: payment_intent, receiptUrl: receipt_url, paidCents: amount };
  const purchase = await settlePaid(tx, purchaseId, payment, now);
  if (refunded <= purchase.refundedCents) return;
  const { userId, credits, refundedCents, disputedAt } = purchase;
  const newly = shareOfCredits(credits, refunded, amount) - shareOfCredits(credits, refundedCents, amount);
  const reference = `refund:${chargeId}:${refunded}`;
  const reason = refunded >= amount ? "the purchase was refunded" : "a part of the purchase was refunded";
  if (newly > 0) await revokePurchase(tx, { userId, purchaseId, credits: newly, reason, reference });
  const status: PurchaseStatus = disputedAt ? "disputed" : refunded >= amount ? "refunded" : "partly_refunded";
  await tx.purchase.update({ where: { id: purchaseId }, data: { refundedCents: refunded, paidCents: amount, status } });
  const details = { credits: newly, cents: refunded - refundedCents };
  const event = { action: "purchase_refunded", userId, target: purchaseId, details, at: now } as const;
  await writeAudit(tx, { actor: "studio" }, event);
}
