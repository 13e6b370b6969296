import "server-only";
import { deleteExpiredArchives } from "../archives/archive-links";
import { expireLots } from "../credits/expire-lots";
import { inTransaction } from "../db/client";
import { AppError } from "../errors/app-error";
import { deleteOldIdempotencyKeys } from "../jobs/idempotency-keys";
import { findExpiredFiles, markFilesDeleted } from "../jobs/job-files";
import { type DeadJob, findDeadJobs } from "../jobs/job-leases";
import { maxTries } from "../jobs/queued-jobs";
import { deleteOldRefusedAttempts } from "../jobs/refused-attempts";
import { repeatEvery } from "../lifecycle/repeat-every";
import { deleteOldShares } from "../shares/delete-shares";
import { recordLowCredits } from "../webhooks/events/record-low-credits";
import type { ColorizeDeps } from "./colorize-deps";
import { closeCanceledJob, closeFailedJob } from "./job-transactions";
import { requeueJob } from "./workers/job-messages";

const batch = 100;

/**
 * Sees to jobs whose process died, batch by batch until none is left: a queued one waits for another worker, up to three times; any
 * other fails and its hold is released. Each job is a transaction of its own, so that reads and photos come in between. Safe to
 * run in several processes at once: a job is settled by one of them. One that cannot be settled is left to the next sweep and
 * holds up no other. Returns how many.
 */
export async function sweepDeadJobs(deps: ColorizeDeps): Promise<number> {
  let settled = 0;
  for (;;) {
    const jobs = await findDeadJobs(deps.db, deps.clock.now(), batch);
    let settledNow = 0;
    for (const job of jobs) if (await settleDeadJob(deps, job)) settledNow += 1;
    settled += settledNow;
    if (jobs.length < batch || settledNow === 0) break;
  }
  if (settled > 0)
    deps.log.warn({ jobs: settled }, "gave back the holds of jobs whose process died, or queued them again");
  return settled;
}

async function settleDeadJob(deps: ColorizeDeps, job: DeadJob): Promise<boolean> {
  try {
    if (job.cancelRequestedAt) return await closeCanceledJob(deps, job.id);
    if (!job.queuedAt || !job.runnerId) return await closeFailedJob(deps, job.id, died());
    const fence = { runnerId: job.runnerId, tries: job.tries };
    if (job.tries >= maxTries) return await closeFailedJob(deps, job.id, diedOften(), fence);
    const dead = { jobId: job.id, ...fence, isCounted: true, deadAt: deps.clock.now() };
    return await inTransaction(deps.db, (tx) => requeueJob(tx, dead));
  } catch (error) {
    deps.log.error({ err: error, jobId: job.id }, "could not settle a job whose process died; it will be retried");
    return false;
  }
}

const died = () =>
  new AppError("internal_error", {
    detail: "The studio stopped while this photo was being colorized. Nothing was charged.",
  });
const diedOften = () =>
  new AppError("internal_error", {
    detail: `The studio stopped ${maxTries} times while this photo was being colorized. Nothing was charged.`,
  });

/**
 * Deletes the files of jobs past their retention or removed by their owner; the rows stay. At most 100 jobs a call. Returns how
 * many.
 */
export async function sweepExpiredFiles({ db, storage, clock, log }: ColorizeDeps): Promise<number> {
  const jobs = await findExpiredFiles(db, clock.now(), batch);
  if (jobs.length === 0) return 0;
  const deleted: string[] = [];
  for (const { id } of jobs) {
    try {
      await storage.deleteJob(id);
      deleted.push(id);
    } catch (error) {
      log.error({ err: error, jobId: id }, "could not delete a job's files; it will be retried");
    }
  }
  await markFilesDeleted(db, deleted, clock.now());
  if (jobs.length === batch) log.info({ jobs: batch }, "deleted expired files; more are waiting for the next sweep");
  return deleted.length;
}

/** Handles everything that is due with time: dead jobs, and what has expired: files, keys, refusals, shares, archives, credits. */
export async function sweep(deps: ColorizeDeps): Promise<void> {
  await sweepDeadJobs(deps);
  await sweepExpiredFiles(deps);
  await deleteOldIdempotencyKeys(deps.db, deps.clock.now());
  await deleteOldRefusedAttempts(deps.db, deps.clock.now());
  await deleteOldShares(deps.db, deps.clock.now());
  await deleteExpiredArchives(deps.db, deps.clock.now());
  const now = deps.clock.now();
  await expireLots(deps.db, now, (tx, userId) => recordLowCredits(tx, userId, now));
}

/** Sweeps now and every `everyMs`. The returned function stops it and waits for the sweep in progress. */
export function startSweeper(deps: ColorizeDeps, everyMs: number): () => Promise<void> {
  const onError = (error: unknown) => deps.log.error({ err: error }, "the sweep failed; it will be retried");
  return repeatEvery(() => sweep(deps), everyMs, { onError }).stop;
}
