import "server-only";
import type { Tx } from "../db/client";
import type { ErrorCode } from "../errors/error-codes";

type Failure = { jobId: string; errorCode: ErrorCode; errorDetail: string; now: Date };

/** queued or running → failed. False when the job had ended before; then nothing may be released. */
export async function failJob(tx: Tx, { jobId, errorCode, errorDetail, now }: Failure): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: jobId, status: { in: ["queued", "running"] } },
    data: { status: "failed", errorCode, errorDetail, stage: null, finishedAt: now, leaseUntil: null },
  });
  return count === 1;
}
