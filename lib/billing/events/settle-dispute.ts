import "server-only";
import type { PurchaseStatus } from "../../contract/billing";
import { freezePurchase, thawPurchase } from "../../credits/freeze-purchase";
import { revokePurchase } from "../../credits/revoke-purchase";
import type { Tx } from "../../db/client";
import type { DisputeFacts } from "../stripe/stripe-objects";
import { settlePaid } from "./settle-paid";
import { shareOfCredits } from "./settle-refund";

type Known = {
  purchaseId: string;
  /** What the charge came to. */
  paidCents: number;
  now: Date;
};

/** A disputed purchase's unspent credits are out of reach until the dispute ends. */
export async function openDispute(tx: Tx, dispute: DisputeFacts, { purchaseId, paidCents, now }: Known): Promise<void> {
  const payment = { chargeId: dispute.charge, paymentIntentId: dispute.payment_intent, paidCents };
  await settlePaid(tx, purchaseId, payment, now);
  const froze = await freezePurchase(tx, {
    purchaseId,
    reference: `dispute:${dispute.id}:opened`,
    reason: "the payment is disputed",
  });
  // Seen before, or the dispute's end came first: then this is old news.
  if (froze === null) return;
  const status: PurchaseStatus = "disputed";
  await tx.purchase.update({ where: { id: purchaseId }, data: { disputedAt: now, status } });
}

/** Won, or withdrawn: the credits are free again. Lost: they are taken back. */
export async function closeDispute(tx: Tx, dispute: DisputeFacts, known: Known): Promise<void> {
  const { purchaseId } = known;
  const lost = dispute.status === "lost";
  // The end implies the beginning: should that arrive later, it finds its reference taken.
  await openDispute(tx, dispute, known);
  // While they are frozen the purchase's own credits are taken first.
  if (lost) await takeBack(tx, dispute, purchaseId);
  const reference = `dispute:${dispute.id}:closed`;
  const reason = lost ? "the dispute was lost" : "the dispute is over";
  const thawed = await thawPurchase(tx, { purchaseId, reference, reason });
  if (thawed === null || lost) return;
  const { refundedCents, paidCents, priceCents } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
  const whole = paidCents ?? priceCents;
  const paid: PurchaseStatus = refundedCents === 0 ? "paid" : refundedCents < whole ? "partly_refunded" : "refunded";
  await tx.purchase.update({ where: { id: purchaseId }, data: { disputedAt: null, status: paid } });
}

async function takeBack(tx: Tx, { id, amount }: DisputeFacts, purchaseId: string): Promise<void> {
  const purchase = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
  const { userId, credits, refundedCents, priceCents } = purchase;
  const whole = purchase.paidCents ?? priceCents;
  const share = shareOfCredits(credits, refundedCents + amount, whole) - shareOfCredits(credits, refundedCents, whole);
  const [reason, reference] = ["the dispute was lost", `dispute:${id}:lost`];
  if (share > 0) await revokePurchase(tx, { userId, purchaseId, credits: share, reason, reference });
}
