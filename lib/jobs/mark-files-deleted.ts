import "server-only";
import type { Db } from "../db/client";

/** Records that the storage no longer has anything of this job. */
export async function markFilesDeleted(db: Db, jobId: string, now: Date): Promise<void> {
  await db.job.updateMany({
    where: { id: jobId, filesDeletedAt: null },
    data: { filesDeletedAt: now, inputKey: null, outputKey: null, thumbKey: null },
  });
}
