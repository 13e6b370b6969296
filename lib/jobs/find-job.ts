import "server-only";
import type { Db } from "../db/client";
import type { JobRow } from "./list-jobs";

/** Null for an id that does not exist, is another user's, or was removed: a caller cannot tell which. */
export function findJob(db: Db, userId: string, jobId: string): Promise<JobRow | null> {
  return db.job.findFirst({
    where: { id: jobId, userId, removedAt: null },
    include: { apiKey: { select: { name: true } } },
  });
}
