import "server-only";
import { startJob } from "../jobs/start-job";
import { acceptPhoto } from "./accept-photo";
import { causeOfLostJob, isCanceled } from "./canceled-error";
import type { ColorizeDeps } from "./colorize-deps";
import type { AcceptedJob, ColorizeRequest, ColorizeResult } from "./colorize-request";
import { makeThumb } from "./keep-files";
import { dropWork, renewWork } from "./photo-file/renew-work";
import { produceOutput } from "./produce-output";
import { chargeOutput, settleOnFailure } from "./settle-job";

/**
 * The only path from a checked photo to a colorized one: hold → provider → store → capture, and release after any failure that
 * follows the hold. Credits move nowhere else. Resolves when the job has succeeded.
 * @throws {AppError} insufficient_credits, not_configured, invalid_option for a format that cannot hold the photo's size,
 *   idempotency_in_progress, job_canceled, and the provider's errors; nothing is charged then
 */
export async function colorizePhoto(deps: ColorizeDeps, request: ColorizeRequest): Promise<ColorizeResult> {
  return finish(deps, request, await acceptPhoto(deps, request));
}

/**
 * The same path as an async job: resolves with the job's id once the credits are held and the photo is stored. The job then waits
 * for its turn.
 * @param onEnd called once when the job has ended; not called when this rejects
 * @throws {AppError} insufficient_credits, not_configured, invalid_option, idempotency_in_progress
 */
export async function colorizeAsync(
  deps: ColorizeDeps,
  request: ColorizeRequest,
  onEnd: () => Promise<void>,
): Promise<string> {
  const accepted = await acceptPhoto(deps, request);
  const { jobId } = accepted;
  await dropWork(request.photo);
  finish(deps, request, accepted, { isAsync: true })
    .finally(onEnd)
    .catch((error: unknown) => {
      if (!isCanceled(error)) deps.log.error({ err: error, jobId }, "an async job has failed");
    });
  return jobId;
}

async function finish(
  deps: ColorizeDeps,
  request: ColorizeRequest,
  job: AcceptedJob,
  { isAsync } = { isAsync: false },
) {
  const { jobId, tracked } = job;
  const { signal } = tracked;
  const holder = { account: request.userId, isTest: request.mode === "test" };
  const result = await settleOnFailure(deps, job, async () => {
    if (isAsync) await tracked.waitForTurn(holder);
    const photo = isAsync ? await renewWork(request, { signal, holder }) : request.photo;
    await begin(deps, job);
    const produced = await produceOutput(deps, { ...request, jobId, photo }, { signal, holder, isAsync });
    return chargeOutput(deps, job, produced);
  });
  tracked.done();
  void makeThumb(deps, jobId, result.outputKey);
  return result;
}

/** @throws {AppError} job_canceled; an Error when a sweeper has closed the job */
async function begin({ db, runner, clock }: ColorizeDeps, { jobId, inputKey }: AcceptedJob): Promise<void> {
  const lease = { runnerId: runner.id, leaseUntil: runner.leaseUntil() };
  if (!(await startJob(db, { jobId, inputKey, ...lease, now: clock.now() }))) throw await causeOfLostJob(db, jobId);
}
