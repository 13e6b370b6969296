import "server-only";
import type { Db, Tx } from "../db/client";

type Start = {
  jobId: string;
  /** Where the storage keeps the photo as people may see it. */
  inputKey: string;
  runnerId: string;
  leaseUntil: Date;
  now: Date;
};

/** queued → running. False when the job is no longer queued, or its owner wants it ended. */
export async function startJob(db: Db | Tx, { jobId, now, ...started }: Start): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, status: "queued", cancelRequestedAt: null },
    data: { ...started, status: "running", startedAt: now },
  });
  return count === 1;
}
