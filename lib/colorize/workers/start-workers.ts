import "server-only";
import { answerAsks } from "../../queue/asks/answer-asks";
import type { Queue } from "../../queue/open-queue";
import type { ColorizeDeps } from "../colorize-deps";
import { createAskHandlers } from "./ask-handlers";
import { jobMessageSchema } from "./job-messages";
import { runQueuedJob } from "./run-queued-job";

/** `ready` settles when the engine has loaded, or could not: then callers hear why from their photos. */
type Options = { atOnce: number; ready: Promise<unknown> };

/**
 * Lets this process colorize what other processes received: the jobs that wait in the queue, and what processes without an engine
 * wait for. It takes nothing before `ready`: a photo would wait for the models to load while another process could have it.
 * @param atOnce of each at the same time; one more than the engine colors, so that the next photo is read meanwhile
 * @returns ends what goes on in the background; after the queue has stopped
 */
export function startWorkers(deps: ColorizeDeps, queue: Queue, { atOnce, ready }: Options): () => Promise<void> {
  const { db, log, runner } = deps;
  let endAsks: (() => Promise<void>) | undefined;
  let isEnded = false;
  const start = () => {
    if (isEnded) return;
    queue.work("colorize", { concurrency: atOnce, schema: jobMessageSchema }, ({ data, signal }) =>
      runQueuedJob(deps, data.jobId, signal),
    );
    endAsks = answerAsks({ db, queue, workerId: runner.id, log, handlers: createAskHandlers(deps) }, atOnce);
  };
  void ready.then(start, start);
  return async () => {
    isEnded = true;
    await endAsks?.();
  };
}
