import "server-only";
import { type Db, inTransaction, type Tx } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import type { ClaimedDelivery } from "./claim-deliveries";
import { queueDelivery, queueNextDelivery } from "./queue-deliveries";
import { type SwitchedOff, switchOffEndpoint } from "./switch-off-endpoint";

type Retry = { attempts: number; now: Date; retrySeconds: readonly number[]; random: () => number };

/**
 * When to retry after `attempts` failures, varied by up to 10 % so that many deliveries do not retry at the same moment; null when
 * the retries are used up.
 * @param retry `random` gives numbers in [0, 1)
 */
export function nextAttempt(retry: Retry): Date | null {
  const { attempts, now, retrySeconds, random } = retry;
  const seconds = retrySeconds[attempts - 1];
  if (seconds === undefined) return null;
  return new Date(now.getTime() + Math.round(seconds * 1000 * (0.9 + 0.2 * random())));
}

export type Attempt = {
  at: Date;
  /** HTTP status; null when there was no response. */
  status: number | null;
  /** For the endpoint's owner; null when the delivery succeeded. */
  failure: string | null;
  durationMs: number;
  /** The receiver answered 410: it wants no more events. */
  gone: boolean;
  /** False when nothing was sent; then the receiver is not to blame. */
  sent: boolean;
};

type Settlement = { claimed: ClaimedDelivery; attempt: Attempt; nextAttemptAt: Date | null; now: Date };

/**
 * Records the result of an attempt (delivered, to be retried, or given up), its effect on the endpoint, and queues what comes next.
 * `settled` is false, and nothing is recorded, when another process took over after the lease expired or the endpoint was deleted.
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
    if (!delivered && nextAttemptAt) await queueDelivery(tx, { at: nextAttemptAt, now });
    await queueNextDelivery(tx, { endpointId: claimed.endpointId, now });
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
