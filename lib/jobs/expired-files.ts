import "server-only";
import type { Db } from "../db/client";

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
