import "server-only";
import type { AddOn } from "../contract/order";
import type { PhotoFacts } from "../contract/photos/photo-facts";
import type { Tx } from "../db/client";
import type { ErrorCode } from "../errors/error-codes";
import type { JobStatus } from "../generated/prisma/enums";
import type { Fence } from "./queued-jobs";

/** Whether this state is final. */
export const isEnded = (status: JobStatus): status is "succeeded" | "failed" | "canceled" =>
  status !== "queued" && status !== "running";

type Success = {
  jobId: string;
  outputKey: string;
  outputBytes: number;
  outputSha256: string;
  modelTag: string;
  chargedCredits: number;
  /** Ordered add-ons that changed nothing; `chargedCredits` does not include them. */
  idleAddOns: AddOn[];
  facts: PhotoFacts;
  /** For a queued job: which worker's try has produced this. */
  fence?: Fence | null;
  now: Date;
};

/**
 * queued or running → succeeded. False when the job has ended, its cancellation was requested or another worker has it; nothing may
 * be captured then.
 */
export async function succeedJob(tx: Tx, { jobId, now, facts, fence, ...output }: Success): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: jobId, status: { in: ["queued", "running"] }, cancelRequestedAt: null, ...fence },
    data: {
      ...output,
      inputTone: facts.tone,
      damagePercent: facts.damagePercent,
      facesFound: facts.faces,
      clarityGain: facts.clarityGain,
      status: "succeeded",
      percent: 100,
      stage: null,
      finishedAt: now,
      leaseUntil: null,
    },
  });
  return count === 1;
}

type Failure = { jobId: string; errorCode: ErrorCode; errorDetail: string; fence?: Fence | null; now: Date };

/** queued or running → failed. False when the job had already ended or another worker has it; nothing may be released then. */
export async function failJob(tx: Tx, { jobId, errorCode, errorDetail, fence, now }: Failure): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: jobId, status: { in: ["queued", "running"] }, ...fence },
    data: { status: "failed", errorCode, errorDetail, stage: null, finishedAt: now, leaseUntil: null },
  });
  return count === 1;
}

/** queued or running → canceled. False when the job had already ended; nothing may be released then. */
export async function markJobCanceled(tx: Tx, jobId: string, now: Date): Promise<boolean> {
  const { count } = await tx.job.updateMany({
    where: { id: jobId, status: { in: ["queued", "running"] } },
    data: { status: "canceled", stage: null, finishedAt: now, leaseUntil: null },
  });
  return count === 1;
}
