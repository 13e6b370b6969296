import "server-only";
import { AppError } from "../errors/app-error";
import { findJob, type JobRow } from "../jobs/find-jobs";
import { requestCancel } from "../jobs/request-cancel";
import type { ColorizeDeps } from "./colorize-deps";

/**
 * Ends a job its owner no longer wants; from here on it cannot succeed, and nothing is charged. Asked again, the answer is
 * the same. Returns the job: canceled, or still queued or running where another process has it, which ends it within 3 s.
 * @param onlyTest live jobs do not exist for this caller
 * @throws {AppError} not_found, job_already_ended
 */
export async function cancelJob(
  { db, runner, clock }: Pick<ColorizeDeps, "db" | "runner" | "clock">,
  { userId, jobId, onlyTest = false }: { userId: string; jobId: string; onlyTest?: boolean },
): Promise<JobRow> {
  const asked = await requestCancel(db, { userId, jobId, onlyTest, now: clock.now() });
  if (asked) await runner.cancel(jobId);
  const job = await findJob(db, userId, jobId);
  if (!job || (onlyTest && !job.isTest)) throw new AppError("not_found", { detail: "You have no job with this id." });
  if (!asked && (job.status === "succeeded" || job.status === "failed")) {
    throw new AppError("job_already_ended", { detail: `This job has ${job.status}; there is nothing to cancel.` });
  }
  return job;
}
