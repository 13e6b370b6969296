import "server-only";
import type { AddOn } from "../contract/order";
import type { PaintedBy } from "../contract/photos/painted-by";
import type { PhotoFacts } from "../contract/photos/photo-facts";
import { assignmentsOf, type Sql, sql, type Tx } from "../db/client";
import type { ErrorCode } from "../errors/error-codes";
import type { Job, Prisma } from "../generated/prisma/client";
import type { JobStatus } from "../generated/prisma/enums";
import type { Fence } from "./queued-jobs";

/** Whether this state is final. */
export const isEnded = (status: JobStatus): status is "succeeded" | "failed" | "canceled" =>
  status !== "queued" && status !== "running";

export type Success = {
  jobId: string;
  outputKey: string;
  outputBytes: number;
  outputSha256: string;
  /** The one that made the output, of those that the job's row named when it began. */
  provider: string;
  modelTag: string;
  costMicros: number | null;
  chargedCredits: number;
  /** Ordered add-ons that changed nothing; `chargedCredits` does not include them. */
  idleAddOns: AddOn[];
  facts: PhotoFacts;
  /** Whose colors the output has; left out where they are all the studio's own network's. */
  paintedBy?: PaintedBy | undefined;
  /** For a queued job: which worker's try has produced this. */
  fence?: Fence | null;
  now: Date;
};

/**
 * A CTE that finds and locks a job that can succeed: `job` (id, "userId") has no row when it has ended, its cancellation was
 * requested or another worker has it. Nothing may be captured then.
 */
export const findOpenJob = ({ jobId, fence }: Pick<Success, "jobId" | "fence">): Sql => sql`
  job AS (
    SELECT id, "userId" FROM jobs
    WHERE id = ${jobId} AND status IN ('queued', 'running') AND "cancelRequestedAt" IS NULL
      ${fence ? sql`AND "runnerId" = ${fence.runnerId} AND tries = ${fence.tries}` : sql``} FOR UPDATE
  )`;

/** What ended jobs are counted by. */
export type EndedJob = Pick<Job, "source" | "model" | "isTest" | "createdAt">;
const counted = { source: true, model: true, isTest: true, createdAt: true } as const;

/**
 * A CTE behind findOpenJob: queued or running → succeeded, when the CTE `source` (its name) has a row. `ended` (id, "userId", status
 * and what EndedJob has).
 */
export function succeedJob({ facts, now, ...output }: Success, source: Sql): Sql {
  const row = {
    outputKey: output.outputKey,
    outputBytes: output.outputBytes,
    outputSha256: output.outputSha256,
    provider: output.provider,
    modelTag: output.modelTag,
    costMicros: output.costMicros,
    chargedCredits: output.chargedCredits,
    idleAddOns: output.idleAddOns,
    ...(output.paintedBy ? { paintedBy: JSON.stringify(output.paintedBy) } : {}),
    inputTone: facts.tone,
    damagePercent: facts.damagePercent,
    facesFound: facts.faces,
    clarityGain: facts.clarityGain,
    status: "succeeded",
    percent: 100,
    stage: null,
    finishedAt: now,
    leaseUntil: null,
  } satisfies Prisma.JobUncheckedUpdateInput;
  return sql`ended AS (
    UPDATE jobs SET ${assignmentsOf(row)} FROM job
    WHERE jobs.id = job.id AND EXISTS (SELECT FROM ${source})
    RETURNING jobs.id, jobs."userId", jobs.status::text, jobs.source::text, jobs.model::text, jobs."isTest", jobs."createdAt"
  )`;
}

type Failure = { jobId: string; errorCode: ErrorCode; errorDetail: string; fence?: Fence | null; now: Date };

/** queued or running → failed. Null when the job had already ended or another worker has it; nothing may be released then. */
export async function failJob(
  tx: Tx,
  { jobId, errorCode, errorDetail, fence, now }: Failure,
): Promise<EndedJob | null> {
  const [job] = await tx.job.updateManyAndReturn({
    select: counted,
    where: { id: jobId, status: { in: ["queued", "running"] }, ...fence },
    data: { status: "failed", errorCode, errorDetail, stage: null, finishedAt: now, leaseUntil: null },
  });
  return job ?? null;
}

/** queued or running → canceled. Null when the job had already ended; nothing may be released then. */
export async function markJobCanceled(tx: Tx, jobId: string, now: Date): Promise<EndedJob | null> {
  const [job] = await tx.job.updateManyAndReturn({
    select: counted,
    where: { id: jobId, status: { in: ["queued", "running"] } },
    data: { status: "canceled", stage: null, finishedAt: now, leaseUntil: null },
  });
  return job ?? null;
}
