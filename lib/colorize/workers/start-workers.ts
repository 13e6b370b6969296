import "server-only";
import type { Queue } from "../../queue/open-queue";
import type { ColorizeDeps } from "../colorize-deps";
import { jobMessageSchema } from "./job-messages";
import { runQueuedJob } from "./run-queued-job";

/**
 * Lets this process colorize the jobs that wait in the queue, whichever process received them.
 * @param atOnce jobs at the same time; one more than the engine colors, so that the next photo is read meanwhile
 */
export function startJobWorker(deps: ColorizeDeps, queue: Queue, atOnce: number): void {
  queue.work("colorize", { concurrency: atOnce, schema: jobMessageSchema }, ({ data, signal }) =>
    runQueuedJob(deps, data.jobId, signal),
  );
}
