import "server-only";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { type SwitchedOff, switchOffEndpoint } from "../endpoints/switch-off-endpoint";
import type { ClaimedDelivery } from "./claim-deliveries";

type Retry = { attempts: number; now: Date; retrySeconds: readonly number[]; random: () => number };

/** When to try again after `attempts` failures, up to a tenth sooner or later so that many do not come back at once; null: never. */
export function nextAttempt({ attempts, now, retrySeconds, random }: Retry): Date | null {
  const seconds = retrySeconds[attempts - 1];
  if (seconds === undefined) return null;
  return new Date(now.getTime() + Math.round(seconds * 1000 * (0.9 + 0.2 * random())));
}

export type Attempt = {
  at: Date;
  /** Null when there was no answer. */
  status: number | null;
  /** Null when it arrived. */
  failure: string | null;
  durationMs: number;
  /** The receiver wants no more. */
  gone: boolean;
  /** False when there was nothing to send: not the receiver's failure. */
  sent: boolean;
};

type Settlement = { claimed: ClaimedDelivery; attempt: Attempt; nextAttemptAt: Date | null; now: Date };

/**
 * Writes what an attempt came to: delivered, to be tried again, or given up, and what that means for its endpoint. Nothing
 * when the lease ran out meanwhile and another process took over, or the endpoint was deleted: `settled` is false then.
 */
export function settleAttempt(
  db: Db,
  { claimed, attempt, nextAttemptAt, now }: Settlement,
): Promise<{ settled: boolean; switchedOff: SwitchedOff | null }> {
  const { gone, sent, ...row } = attempt;
  const delivered = row.failure === null;
  return inTransaction(db, async (tx) => {
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: claimed.id, status: "pending", leaseUntil: claimed.leaseUntil },
      data: {
        attempts: { increment: 1 },
        leaseUntil: null,
        nextAttemptAt: delivered ? null : nextAttemptAt,
        status: delivered ? "delivered" : nextAttemptAt ? "pending" : "failed",
        deliveredAt: delivered ? now : null,
      },
    });
    if (count === 0) return { settled: false, switchedOff: null };
    await tx.webhookAttempt.create({ data: { id: createPublicId("wha"), deliveryId: claimed.id, ...row } });
    if (!sent) return { settled: true, switchedOff: null };
    await markEndpoint(tx, claimed.endpointId, delivered ? null : row.at);
    const switchedOff = delivered ? null : await switchOffEndpoint(tx, { endpointId: claimed.endpointId, gone, now });
    return { settled: true, switchedOff };
  });
}

async function markEndpoint(tx: Tx, id: string, failingSince: Date | null): Promise<void> {
  const changes = failingSince ? { failingSince: null } : { failingSince: { not: null } };
  await tx.webhookEndpoint.updateMany({ where: { id, ...changes }, data: { failingSince } });
}
