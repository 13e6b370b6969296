import "server-only";
import { type CreateShareRequest, maxSharesOfJob } from "../contract/photos/shares";
import { type Db, inTransaction } from "../db/client";
import { createPublicId } from "../db/public-id";
import { AppError } from "../errors/app-error";
import type { Job, Share } from "../generated/prisma/client";
import { endOfShare, hasOutput } from "./end-of-share";
import { living } from "./find-shares";

/**
 * Adds a share of a job that the caller has found to be the account's.
 * @throws {AppError} job_not_finished, job_deleted, not_found for a job without an output, share_limit
 */
export async function createShare(
  db: Db,
  job: Job,
  { days, ...fields }: CreateShareRequest,
  now: Date,
): Promise<Share> {
  checkShareable(job, now);
  return inTransaction(db, async (tx) => {
    // Locks the job's row; otherwise two concurrent requests could both pass the count.
    await tx.$queryRaw`SELECT FROM jobs WHERE id = ${job.id} FOR NO KEY UPDATE`;
    if ((await tx.share.count({ where: { jobId: job.id, ...living(now) } })) >= maxSharesOfJob) {
      throw new AppError("share_limit", { detail: `A photo can have at most ${maxSharesOfJob} links that work.` });
    }
    const expiresAt = endOfShare(days, job, now);
    return tx.share.create({
      data: { id: createPublicId("shr"), jobId: job.id, ...fields, createdAt: now, expiresAt },
    });
  });
}

/**
 * Only an output that is there can be shown.
 * @throws {AppError} job_not_finished, job_deleted, not_found
 */
export function checkShareable(job: Job, now: Date): void {
  const { status } = job;
  if (status === "queued" || status === "running")
    throw new AppError("job_not_finished", { detail: `The job is ${status}; there is no output to show yet.` });
  if (status !== "succeeded") throw new AppError("not_found", { detail: "This job has no output to show." });
  if (!hasOutput(job, now))
    throw new AppError("job_deleted", { detail: "The files of this job are deleted, so there is nothing to show." });
}
