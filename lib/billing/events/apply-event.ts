import "server-only";
import { inTransaction, type Tx } from "../../db/client";
import { recordLowCredits } from "../../webhooks/events/record-low-credits";
import type { BillingDeps } from "../billing-deps";
import { eventSchema } from "../stripe/stripe-objects";
import { readChange } from "./read-change";

/** In the transaction that changed a purchase: its credits came or went, which webhooks may want to know. */
export async function recordBalanceChange(tx: Tx, purchaseId: string | null, now: Date): Promise<void> {
  const purchase = purchaseId ? await tx.purchase.findUnique({ where: { id: purchaseId } }) : null;
  if (purchase) await recordLowCredits(tx, purchase.userId, now);
}

/** `purchaseId` is the purchase it was about; null for an event that is not ours or of no concern. */
export type Applied = { applied: boolean; purchaseId: string | null };
const nothing: Applied = { applied: false, purchaseId: null };

/**
 * Applies a stored event: what it changes, its ledger entry and `appliedAt` are one transaction, so it happens once or not at
 * all, whoever else applies it at the same time. When it fails, the event stays pending with the reason.
 */
export async function applyEvent(deps: BillingDeps, id: string): Promise<Applied> {
  const { db, clock, log } = deps;
  const row = await db.stripeEvent.findUnique({ where: { id } });
  if (!row || row.appliedAt) return nothing;
  try {
    const change = await readChange(deps, eventSchema.parse(row.payload));
    return await inTransaction(db, async (tx) => {
      const data = { appliedAt: clock.now(), failure: null };
      // The guard against the others: a second one waits here for the first and then finds nothing to claim.
      const { count } = await tx.stripeEvent.updateMany({ where: { id, appliedAt: null }, data });
      if (count === 0) return nothing;
      const purchaseId = await change(tx);
      await recordBalanceChange(tx, purchaseId, clock.now());
      return { applied: true, purchaseId };
    });
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 500) : "unknown";
    await db.stripeEvent.updateMany({ where: { id, appliedAt: null }, data: { failure } });
    log.error({ err: error, eventId: id, type: row.type }, "a Stripe event could not be applied; it is tried again");
    return nothing;
  }
}
