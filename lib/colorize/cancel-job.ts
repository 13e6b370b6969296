import "server-only";
import type { AuditOrigin } from "../audit/write-audit";
import { AppError } from "../errors/app-error";
import { findJob, type JobRow } from "../jobs/find-jobs";
import { isWaiting } from "../jobs/queued-jobs";
import { requestCancel } from "../jobs/request-cancel";
import type { ColorizeDeps } from "./colorize-deps";
import { closeCanceledJob } from "./job-transactions";

/**
 * Cancels a job; from then on it cannot succeed, and nothing is charged. Calling it again has no further effect. Returns the job:
 * canceled, or still running when another process has it, which ends it within 3 seconds.
 * @param request `onlyTest` treats live jobs as if they did not exist; `by` is an operator who cancels it, for the audit log
 * @throws {AppError} not_found, job_already_ended
 */
export async function cancelJob(
  deps: ColorizeDeps,
  request: { userId: string; jobId: string; onlyTest?: boolean; by?: AuditOrigin },
): Promise<JobRow> {
  const { db, runner, clock } = deps;
  const { userId, jobId, onlyTest = false, by } = request;
  const requested = await requestCancel(db, { userId, jobId, onlyTest, by, now: clock.now() });
  if (requested) await runner.cancel(jobId);
  // From now on no worker takes it.
  if (requested && (await isWaiting(db, jobId))) await closeCanceledJob(deps, jobId);
  const job = await findJob(db, userId, jobId);
  if (!job || (onlyTest && !job.isTest)) throw new AppError("not_found", { detail: "You have no job with this ID." });
  if (!requested && (job.status === "succeeded" || job.status === "failed")) {
    throw new AppError("job_already_ended", {
      detail: `This job has already ${job.status}, so it cannot be canceled.`,
    });
  }
  return job;
}
