import "server-only";
import { writeAudit } from "../../audit/write-audit";
import type { PurchaseStatus } from "../../contract/billing";
import { freezePurchase, thawPurchase } from "../../credits/freeze-purchase";
import { revokePurchase } from "../../credits/revoke-purchase";
import type { Tx } from "../../db/client";
import type { DisputeFacts } from "../stripe/stripe-objects";
import { settlePaid } from "./settle-paid";
import { shareOfCredits } from "./settle-refund";

type Known = {
  purchaseId: string;
  /** The amount of the charge. */
  paidCents: number;
  now: Date;
};

/** Freezes the purchase's unspent credits until the dispute ends. */
export async function openDispute(tx: Tx, dispute: DisputeFacts, { purchaseId, paidCents, now }: Known): Promise<void> {
  const payment = { chargeId: dispute.charge, paymentIntentId: dispute.payment_intent, paidCents };
  await settlePaid(tx, purchaseId, payment, now);
  const froze = await freezePurchase(tx, {
    purchaseId,
    reference: `dispute:${dispute.id}:opened`,
    reason: "the payment is disputed",
  });
  // Already applied, or the end of the dispute arrived first.
  if (froze === null) return;
  const status: PurchaseStatus = "disputed";
  await tx.purchase.update({ where: { id: purchaseId }, data: { disputedAt: now, status } });
  await writeDispute(tx, purchaseId, "opened", now);
}

/** Thaws the credits after a dispute that was won or withdrawn; takes them back after one that was lost. */
export async function closeDispute(tx: Tx, dispute: DisputeFacts, known: Known): Promise<void> {
  const { purchaseId } = known;
  const lost = dispute.status === "lost";
  // The end of a dispute implies its opening. If that event arrives later, its reference is already taken.
  await openDispute(tx, dispute, known);
  // Before thawing: a revocation takes the purchase's own credits first only while they are frozen.
  if (lost) await takeBack(tx, dispute, purchaseId);
  const reference = `dispute:${dispute.id}:closed`;
  const reason = lost ? "the dispute was lost" : "the dispute is over";
  const thawed = await thawPurchase(tx, { purchaseId, reference, reason });
  if (thawed !== null) await writeDispute(tx, purchaseId, lost ? "lost" : "over", known.now);
  if (thawed === null || lost) return;
  const { refundedCents, paidCents, priceCents } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
  const whole = paidCents ?? priceCents;
  const paid: PurchaseStatus = refundedCents === 0 ? "paid" : refundedCents < whole ? "partly_refunded" : "refunded";
  await tx.purchase.update({ where: { id: purchaseId }, data: { disputedAt: null, status: paid } });
}

async function writeDispute(tx: Tx, purchaseId: string, state: "opened" | "lost" | "over", at: Date): Promise<void> {
  const { userId } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId }, select: { userId: true } });
  const event = { action: "purchase_disputed", userId, target: purchaseId, details: { dispute: state }, at } as const;
  await writeAudit(tx, { actor: "studio" }, event);
}

async function takeBack(tx: Tx, { id, amount }: DisputeFacts, purchaseId: string): Promise<void> {
  const purchase = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
  const { userId, credits, refundedCents, priceCents } = purchase;
  const whole = purchase.paidCents ?? priceCents;
  const share = shareOfCredits(credits, refundedCents + amount, whole) - shareOfCredits(credits, refundedCents, whole);
  const [reason, reference] = ["the dispute was lost", `dispute:${id}:lost`];
  if (share > 0) await revokePurchase(tx, { userId, purchaseId, credits: share, reason, reference });
}
