import "server-only";
import { type AuditOrigin, writeAudit } from "../../audit/write-audit";
import { inTransaction, type Tx } from "../../db/client";
import { recordLowCredits } from "../../webhooks/events/record-low-credits";
import type { BillingDeps } from "../billing-deps";
import { eventSchema } from "../stripe/stripe-objects";
import { forgetLatePayer } from "./forget-payer";
import { readChange } from "./read-change";

/** Records the event credits.low if a change of this purchase makes it due. Call it in the transaction of that change. */
export async function recordBalanceChange(tx: Tx, purchaseId: string | null, now: Date): Promise<void> {
  const purchase = purchaseId ? await tx.purchase.findUnique({ where: { id: purchaseId } }) : null;
  if (purchase) await recordLowCredits(tx, purchase.userId, now);
}

/** `purchaseId` is null for an event that concerns no purchase of this studio; `failed`: the event stays pending. */
export type Applied = { applied: boolean; failed: boolean; purchaseId: string | null };
const nothing: Applied = { applied: false, failed: false, purchaseId: null };

/**
 * Applies a stored event. Its changes, its ledger entries and `appliedAt` are one transaction, so it is applied exactly once even
 * when several processes try at the same time. After a failure the event stays pending with the reason.
 * @param by who has it applied again, if somebody does: in the audit log with what came of it
 */
export async function applyEvent(deps: BillingDeps, id: string, by?: AuditOrigin): Promise<Applied> {
  const { db, clock, log } = deps;
  const row = await db.stripeEvent.findUnique({ where: { id } });
  if (!row || row.appliedAt) return nothing;
  try {
    const change = await readChange(deps, eventSchema.parse(row.payload));
    return await inTransaction(db, async (tx) => {
      const data = { appliedAt: clock.now(), failure: null };
      // Guards against concurrent application: a second transaction waits here for the first and then claims nothing.
      const { count } = await tx.stripeEvent.updateMany({ where: { id, appliedAt: null }, data });
      if (count === 0) return nothing;
      const purchaseId = await change(tx);
      await recordBalanceChange(tx, purchaseId, clock.now());
      if (purchaseId) await forgetLatePayer(tx, id, purchaseId);
      await auditReplay(tx, by, { id, applied: true, at: clock.now() });
      return { applied: true, failed: false, purchaseId };
    });
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 500) : "unknown";
    await inTransaction(db, async (tx) => {
      await tx.stripeEvent.updateMany({ where: { id, appliedAt: null }, data: { failure } });
      await auditReplay(tx, by, { id, applied: false, at: clock.now() });
    });
    log.error({ err: error, eventId: id, type: row.type }, "a Stripe event could not be applied; it will be retried");
    return { ...nothing, failed: true };
  }
}

type Replay = { id: string; applied: boolean; at: Date };

async function auditReplay(tx: Tx, by: AuditOrigin | undefined, { id, applied, at }: Replay): Promise<void> {
  if (by) await writeAudit(tx, by, { action: "event_replayed", userId: null, target: id, details: { applied }, at });
}
