import "server-only";
import type { Db } from "../db/client";

// Both leave a job alone whose files are gone already: a key would promise a file that is not there.

/** Where the storage keeps the photo as people may see it. */
export async function setInputKey(db: Db, jobId: string, inputKey: string): Promise<void> {
  await db.job.updateMany({ where: { id: jobId, filesDeletedAt: null }, data: { inputKey } });
}

/** Where the storage keeps the small picture for lists. */
export async function setThumbKey(db: Db, jobId: string, thumbKey: string): Promise<void> {
  await db.job.updateMany({ where: { id: jobId, filesDeletedAt: null }, data: { thumbKey } });
}
