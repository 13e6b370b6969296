import "server-only";
import { inTransaction } from "../db/client";
import { queueJob } from "../jobs/queued-jobs";
import { acceptPhoto } from "./accept-photo";
import { causeOfLostJob } from "./canceled-error";
import type { ColorizeDeps } from "./colorize-deps";
import type { ColorizeRequest, ColorizeResult } from "./colorize-request";
import { chargeOutput, settleOnFailure } from "./settle-job";
import { addJobMessage } from "./workers/job-messages";

/**
 * The only path from a checked photo to a colorized one: hold → provider → store → capture, and release after any failure that
 * follows the hold. Credits move nowhere else. Resolves when the job has succeeded.
 * @throws {AppError} insufficient_credits, not_configured, invalid_option for a format that cannot hold the photo's size,
 *   idempotency_in_progress, job_canceled, and the provider's errors; nothing is charged then
 */
export async function colorizePhoto(deps: ColorizeDeps, request: ColorizeRequest): Promise<ColorizeResult> {
  const job = await acceptPhoto(deps, request, { isAsync: false });
  const { jobId, tracked } = job;
  const holder = { account: request.userId, isTest: request.mode === "test" };
  const result = await settleOnFailure(deps, job, async () => {
    const run = { signal: tracked.signal, holder, waitsIfBusy: false };
    return chargeOutput(deps, job, await deps.produce({ ...request, jobId, attempt: 1 }, run));
  });
  tracked.done();
  return result;
}

/**
 * The same path as an async job: resolves with the job's id once the credits are held, the photo is stored and the job waits for
 * a worker (runQueuedJob), whatever becomes of this process.
 * @throws {AppError} insufficient_credits, not_configured, invalid_option, idempotency_in_progress, job_canceled
 */
export async function colorizeAsync(deps: ColorizeDeps, request: ColorizeRequest): Promise<string> {
  const job = await acceptPhoto(deps, request, { isAsync: true });
  const { jobId, inputKey, tracked } = job;
  await settleOnFailure(deps, job, () =>
    inTransaction(deps.db, async (tx) => {
      const now = deps.clock.now();
      const queued = await queueJob(tx, { jobId, inputKey, runnerId: deps.runner.id, now });
      if (!queued) throw await causeOfLostJob(tx, jobId);
      await addJobMessage(tx, { jobId, ...queued });
    }),
  );
  tracked.done();
  return jobId;
}
