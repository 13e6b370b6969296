import "server-only";
import type { Db } from "../db/client";

/** From now on the job cannot succeed any more. False for another user's job, one that has ended, and one asked before. */
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
