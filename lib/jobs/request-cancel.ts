import "server-only";
import { type AuditOrigin, writeAudit } from "../audit/write-audit";
import { type Db, inTransaction, type Tx } from "../db/client";

type Request = { userId: string; jobId: string; onlyTest: boolean; now: Date };

/**
 * Records that the job is canceled; from then on it cannot succeed. False for another user's job, one that has ended, and one whose
 * cancellation was already requested.
 * @param request `onlyTest` treats live jobs as if they did not exist; `by` is the operator who cancels it instead of its owner, and
 * is in the audit log if, and only if, the job is canceled
 */
export function requestCancel(db: Db, { by, ...request }: Request & { by?: AuditOrigin }): Promise<boolean> {
  if (!by) return markCanceled(db, request);
  return inTransaction(db, async (tx) => {
    const isCanceled = await markCanceled(tx, request);
    const { userId, jobId: target, now: at } = request;
    if (isCanceled) await writeAudit(tx, by, { action: "job_canceled", userId, target, at });
    return isCanceled;
  });
}

async function markCanceled(to: Db | Tx, { userId, jobId, onlyTest, now }: Request): Promise<boolean> {
  const { count } = await to.job.updateMany({
    where: {
      id: jobId,
      userId,
      isTest: onlyTest || undefined,
      status: { in: ["queued", "running"] },
      cancelRequestedAt: null,
    },
    data: { cancelRequestedAt: now },
  });
  return count === 1;
}
