import "server-only";
import type { Db, Tx } from "../db/client";

type Start = { jobId: string; runnerId: string; leaseUntil: Date; now: Date };

/** queued → running. False when the job is no longer queued. */
export async function startJob(db: Db | Tx, { jobId, runnerId, leaseUntil, now }: Start): Promise<boolean> {
  const { count } = await db.job.updateMany({
    where: { id: jobId, status: "queued" },
    data: { status: "running", startedAt: now, runnerId, leaseUntil },
  });
  return count === 1;
}
