import "server-only";
import { listWaitingJobs } from "../jobs/queued-jobs";
import { requestCancel } from "../jobs/request-cancel";
import type { ColorizeDeps } from "./colorize-deps";
import { closeCanceledJob } from "./job-transactions";

/** Cancels the account's jobs that wait for a worker and gives their credits back; those that run go on. How many. */
export async function cancelWaitingJobs(deps: Pick<ColorizeDeps, "db" | "clock">, userId: string): Promise<number> {
  const { db, clock } = deps;
  let canceled = 0;
  for (const jobId of await listWaitingJobs(db, userId)) {
    const requested = await requestCancel(db, { userId, jobId, onlyTest: false, now: clock.now() });
    // One that a worker took meanwhile ends by itself: its worker sees the request.
    if (requested && (await closeCanceledJob(deps, jobId))) canceled += 1;
  }
  return canceled;
}
