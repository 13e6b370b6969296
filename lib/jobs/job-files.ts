import "server-only";
import type { Db } from "../db/client";

/** Where the storage keeps the small picture for lists. A job whose files are gone is left alone. */
export async function setThumbKey(db: Db, jobId: string, thumbKey: string): Promise<void> {
  await db.job.updateMany({ where: { id: jobId, filesDeletedAt: null }, data: { thumbKey } });
}

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

/** At most `limit` ended jobs that still have files although their time is over or their owner removed them. */
export function findExpiredFiles(db: Db, now: Date, limit: number): Promise<{ id: string }[]> {
  return db.job.findMany({
    where: {
      filesDeletedAt: null,
      status: { in: ["succeeded", "failed", "canceled"] },
      OR: [{ expiresAt: { lte: now } }, { removedAt: { not: null } }],
    },
    select: { id: true },
    orderBy: { expiresAt: "asc" },
    take: limit,
  });
}

/** Records that the storage no longer has anything of this job. */
export async function markFilesDeleted(db: Db, jobId: string, now: Date): Promise<void> {
  await db.job.updateMany({
    where: { id: jobId, filesDeletedAt: null },
    data: { filesDeletedAt: now, inputKey: null, outputKey: null, thumbKey: null },
  });
}
