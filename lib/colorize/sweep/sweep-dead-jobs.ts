import "server-only";
import { inTransaction } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { type DeadJob, findDeadJobs } from "../../jobs/job-leases";
import { maxTries } from "../../jobs/queued-jobs";
import { repeatEvery } from "../../lifecycle/repeat-every";
import type { ColorizeDeps } from "../colorize-deps";
import { closeCanceledJob, closeFailedJob } from "../job-transactions";
import { requeueJob } from "../workers/job-messages";

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

/** Sweeps now and every `everyMs`. The returned function stops it and waits for the sweep in progress. */
export function startSweeper(deps: ColorizeDeps, everyMs: number): () => Promise<void> {
  const onError = (error: unknown) =>
    deps.log.error({ err: error }, "the sweep of dead jobs failed; it will be retried");
  const sweep = async () => void (await sweepDeadJobs(deps));
  return repeatEvery(sweep, everyMs, { onError }).stop;
}
