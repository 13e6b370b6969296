import "server-only";
import { expireLots } from "../credits/expire-lots";
import { AppError } from "../errors/app-error";
import { deleteOldIdempotencyKeys } from "../jobs/idempotency-keys";
import { findExpiredFiles, markFilesDeleted } from "../jobs/job-files";
import { findDeadJobs } from "../jobs/job-leases";
import type { ColorizeDeps } from "./colorize-deps";
import { closeCanceledJob, closeFailedJob } from "./job-transactions";

const batch = 100;

/** Closes jobs whose process died and releases their holds. Safe to run in several processes at once. Returns how many. */
export async function sweepDeadJobs(deps: ColorizeDeps): Promise<number> {
  const died = new AppError("internal_error", {
    detail: "The studio stopped while this photo was being colorized. Nothing was charged.",
  });
  const jobs = await findDeadJobs(deps.db, deps.clock.now());
  for (const { id, cancelAskedAt } of jobs) {
    if (cancelAskedAt) await closeCanceledJob(deps, id);
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
  await expireLots(deps.db, deps.clock.now());
}

/** Sweeps at once and every `everyMs` until the returned function is called. */
export function startSweeper(deps: ColorizeDeps, everyMs: number): () => void {
  const run = () => {
    sweep(deps).catch((error: unknown) => deps.log.error({ err: error }, "the sweep failed; it will be retried"));
  };
  run();
  const timer = setInterval(run, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
