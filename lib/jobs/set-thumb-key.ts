import "server-only";
import type { Db } from "../db/client";

/** Where the storage keeps the small picture for lists. A job whose files are gone is left alone. */
export async function setThumbKey(db: Db, jobId: string, thumbKey: string): Promise<void> {
  await db.job.updateMany({ where: { id: jobId, filesDeletedAt: null }, data: { thumbKey } });
}
