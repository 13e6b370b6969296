import "server-only";
import type { Tx } from "../../db/client";
import { recordLowCredits } from "../../webhooks/events/record-low-credits";

/** In the transaction that changed a purchase: its credits came or went, which webhooks may want to know. */
export async function recordBalanceChange(tx: Tx, purchaseId: string | null, now: Date): Promise<void> {
  const purchase = purchaseId ? await tx.purchase.findUnique({ where: { id: purchaseId } }) : null;
  if (purchase) await recordLowCredits(tx, purchase.userId, now);
}
