import "server-only";
import type { Tx } from "../db/client";

/** queued or running → canceled. False when the job had ended before; then nothing may be released. */
export async function markJobCanceled(tx: Tx, jobId: string, now: Date): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: jobId, status: { in: ["queued", "running"] } },
    data: { status: "canceled", stage: null, finishedAt: now, leaseUntil: null },
  });
  return count === 1;
}
