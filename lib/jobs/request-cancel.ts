import "server-only";
import type { Db } from "../db/client";

/**
 * Records that the owner canceled the job; from then on the job cannot succeed. False for another user's job, one that has ended, and
 * one whose cancellation was already requested.
 * @param onlyTest treat live jobs as if they did not exist
 */
export async function requestCancel(
  db: Db,
  { userId, jobId, onlyTest, now }: { userId: string; jobId: string; onlyTest: boolean; now: Date },
): Promise<boolean> {
  const { count } = await db.job.updateMany({
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
