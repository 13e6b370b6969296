import "server-only";
import type { Db } from "../db/client";

/** So long a link that has ended still says why. */
const keptMs = 90 * 24 * 3_600_000;

/** Deletes every share of a job, or jobs, that the owner deletes: captions are about the photo. */
export async function deleteSharesOf(db: Db, jobIds: string | string[]): Promise<void> {
  await db.share.deleteMany({ where: { jobId: { in: [jobIds].flat() } } });
}

/** Deletes at most `limit` of the shares that ended 90 days ago. Returns how many. */
export async function deleteOldShares(db: Db, now: Date, limit = 1000): Promise<number> {
  const { count } = await db.share.deleteMany({
    where: { expiresAt: { lte: new Date(now.getTime() - keptMs) } },
    limit,
  });
  return count;
}
