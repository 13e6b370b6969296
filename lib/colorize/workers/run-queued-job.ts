import "server-only";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { explainFault } from "../../errors/explain-fault";
import { claimJob, type Fence, maxTries } from "../../jobs/queued-jobs";
import { isCanceled } from "../canceled-error";
import type { ColorizeDeps } from "../colorize-deps";
import { isStopping } from "../job-runner";
import { closeCanceledJob, closeFailedJob } from "../job-transactions";
import { chargeOutput } from "../settle-job";
import { requeueJob } from "./job-messages";
import { produceStored } from "./produce-stored";

/** An async job whose storage is away for a moment is tried again after as long. */
const storagePauseSeconds = 10;
const isAwayForNow = (error: unknown): boolean => error instanceof AppError && error.code === "storage_unavailable";

/**
 * Colorizes and charges a job that waits in the queue, if it still does. Resolves when it has ended, or waits again because this
 * process stops. Whatever happens to the process, the job is charged once or not at all: only the worker that began it last, and
 * while it has it, can end it.
 * @param signal aborts when this process can wait for the job no longer
 */
export async function runQueuedJob(deps: ColorizeDeps, jobId: string, signal: AbortSignal): Promise<void> {
  const { db, runner, clock, log } = deps;
  const row = await claimJob(db, { jobId, runnerId: runner.id, leaseUntil: runner.leaseUntil(), now: clock.now() });
  if (!row) return;
  const tracked = runner.track(jobId);
  const fence: Fence = { runnerId: runner.id, tries: row.tries };
  const ending = AbortSignal.any([tracked.signal, signal]);
  try {
    const produced = await produceStored(deps, row, { signal: ending, waitsIfBusy: true, attempt: row.tries });
    await chargeOutput(deps, { jobId, openedAt: row.createdAt, expiresAt: row.expiresAt, fence }, produced);
  } catch (thrown) {
    // Whatever was under way may say only that it was aborted, and not why.
    const error = explainFault(ending.aborted ? ending.reason : thrown);
    if (signal.aborted || isStopping(error)) {
      await inTransaction(db, (tx) => requeueJob(tx, { jobId, ...fence, isCounted: false }));
      log.info({ jobId }, "handed a job back to the queue");
    } else if (isAwayForNow(error) && row.tries < maxTries) {
      const again = { jobId, ...fence, isCounted: true, startAfterSeconds: storagePauseSeconds };
      await inTransaction(db, (tx) => requeueJob(tx, again));
      log.warn({ err: error, jobId }, "a job waits until the storage answers again");
    } else if (isCanceled(error)) await closeCanceledJob(deps, jobId);
    else if (await closeFailedJob(deps, jobId, error, fence))
      log.error({ err: error, jobId }, "an async job has failed");
  } finally {
    tracked.done();
  }
}
