import "server-only";
import type { Db } from "../db/client";

/**
 * Takes an ended job out of its owner's sight and forgets what the photo was called. The caller deletes its files; if it
 * cannot, the sweeper does. False for another user's job, one still running, and one removed before.
 */
export async function removeJob(db: Db, userId: string, jobId: string, now: Date): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, userId, removedAt: null, status: { in: ["succeeded", "failed", "canceled"] } },
    data: { removedAt: now, inputName: null, clientRef: null },
  });
  return count === 1;
}
