import "server-only";
import { expireLots } from "../credits/expire-lots";
import { AppError } from "../errors/app-error";
import { deleteOldIdempotencyKeys } from "../jobs/idempotency-keys";
import { findExpiredFiles, markFilesDeleted } from "../jobs/job-files";
import { findDeadJobs } from "../jobs/job-leases";
import { repeatEvery } from "../lifecycle/repeat-every";
import { recordLowCredits } from "../webhooks/events/record-low-credits";
import type { ColorizeDeps } from "./colorize-deps";
import { closeCanceledJob, closeFailedJob } from "./job-transactions";

const batch = 100;

/** Closes jobs whose process died and releases their holds. Safe to run in several processes at once. Returns how many. */
export async function sweepDeadJobs(deps: ColorizeDeps): Promise<number> {
  const died = new AppError("internal_error", {
    detail: "The studio stopped while this photo was being colorized. Nothing was charged.",
  });
  const jobs = await findDeadJobs(deps.db, deps.clock.now());
  for (const { id, cancelRequestedAt } of jobs) {
    if (cancelRequestedAt) await closeCanceledJob(deps, id);
    else await closeFailedJob(deps, id, died);
    deps.log.warn({ jobId: id }, "gave back the hold of a job whose process died");
  }
  return jobs.length;
}

/** Deletes the files of jobs past their retention or removed by their owner; the rows stay. Returns how many jobs. */
export async function sweepExpiredFiles({ db, storage, clock }: ColorizeDeps): Promise<number> {
  const jobs = await findExpiredFiles(db, clock.now(), batch);
  for (const { id } of jobs) {
    await storage.deleteJob(id);
    await markFilesDeleted(db, id, clock.now());
  }
  return jobs.length;
}

/** Handles everything that is due with time: dead jobs, and expired files, idempotency keys and credits. */
export async function sweep(deps: ColorizeDeps): Promise<void> {
  await sweepDeadJobs(deps);
  await sweepExpiredFiles(deps);
  await deleteOldIdempotencyKeys(deps.db, deps.clock.now());
  const now = deps.clock.now();
  await expireLots(deps.db, now, (tx, userId) => recordLowCredits(tx, userId, now));
}

/** Sweeps now and every `everyMs`. The returned function stops it and waits for the sweep in progress. */
export function startSweeper(deps: ColorizeDeps, everyMs: number): () => Promise<void> {
  const onError = (error: unknown) => deps.log.error({ err: error }, "the sweep failed; it will be retried");
  return repeatEvery(() => sweep(deps), everyMs, { onError }).stop;
}
