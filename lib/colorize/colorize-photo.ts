import "server-only";
import type { Order } from "../contract/order";
import { creditsDue, creditsFor } from "../contract/prices";
import { explainFault } from "../errors/explain-fault";
import { isCanceled } from "./canceled-error";
import { checkCapabilities } from "./check-capabilities";
import type { ColorizeDeps } from "./colorize-deps";
import type { ColorizeRequest, ColorizeResult } from "./colorize-request";
import type { TrackedJob } from "./job-runner";
import { closeCanceledJob, closeFailedJob, closeSucceededJob, openJob } from "./job-transactions";
import { keepInput, keepOutput, makeThumb } from "./keep-files";
import { checkOutputSize } from "./output/check-output-size";
import { dropWork, renewWork } from "./photo-file/renew-work";
import { leaveOutLacking, listUncharged } from "./providers/auto-add-ons";
import { runProvider } from "./run-provider";

/** How long the files of test jobs are kept at most: they cost nothing, so they must not fill the disk. */
const testRetentionHours = 24;

type OpenedJob = {
  jobId: string;
  openedAt: Date;
  expiresAt: Date;
  inputKey: string;
  request: ColorizeRequest;
  /** The order as the provider gets it. */
  given: Order;
  tracked: TrackedJob;
};

/**
 * The only path from a checked photo to a colorized one: hold → provider → store → capture, and release after any failure that
 * follows the hold. Credits move nowhere else. Resolves when the job has succeeded.
 * @throws {AppError} insufficient_credits, not_configured, invalid_option for a format that cannot hold the photo's size,
 *   idempotency_in_progress, job_canceled, and the provider's errors; nothing is charged then
 */
export async function colorizePhoto(deps: ColorizeDeps, request: ColorizeRequest): Promise<ColorizeResult> {
  return run(deps, await open(deps, request));
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
  const opened = await open(deps, request);
  const { jobId } = opened;
  await dropWork(request.photo);
  run(deps, opened, { isAsync: true })
    .finally(onEnd)
    .catch((error: unknown) => {
      if (!isCanceled(error)) deps.log.error({ err: error, jobId }, "an async job has failed");
    });
  return jobId;
}

async function open(deps: ColorizeDeps, request: ColorizeRequest): Promise<OpenedJob> {
  const capabilities = await deps.provider.capabilities();
  const given = leaveOutLacking(request.order, capabilities);
  checkCapabilities(capabilities, given);
  checkOutputSize(request.order, request.photo);
  const openedAt = deps.clock.now();
  const credits = creditsFor(request.order, request.mode);
  const keptHours = request.mode === "test" ? Math.min(testRetentionHours, deps.retentionHours) : deps.retentionHours;
  const expiresAt = new Date(openedAt.getTime() + keptHours * 3_600_000);
  const jobId = await openJob(deps, request, { credits, expiresAt, now: openedAt });
  const tracked = deps.runner.track(jobId);
  return settleOnFailure(deps, { jobId, tracked }, async () => {
    request.onJob?.(jobId);
    const inputKey = await keepInput(deps, { jobId, photo: request.photo, spool: request.spool });
    return { jobId, openedAt, expiresAt, inputKey, request, given, tracked };
  });
}

async function run(deps: ColorizeDeps, opened: OpenedJob, { isAsync } = { isAsync: false }): Promise<ColorizeResult> {
  const { jobId, openedAt, expiresAt, inputKey, request, given, tracked } = opened;
  const result = await settleOnFailure(deps, opened, async () => {
    const { order, mode } = request;
    const holder = { account: request.userId, isTest: mode === "test" };
    if (isAsync) await tracked.waitForTurn(holder);
    const photo = isAsync ? await renewWork(request, { signal: tracked.signal, holder }) : request.photo;
    const task = { jobId, inputKey, isAsync, holder, ...request, photo, order: given };
    const ran = await runProvider(deps, task, tracked.signal);
    const kept = await keepOutput(deps, { jobId, path: ran.outputPath, photo, format: order.outputFormat, mode });
    const finished = deps.clock.now();
    const idleAddOns = listUncharged(order, given, ran);
    const credits = creditsDue(order, mode, idleAddOns);
    await closeSucceededJob(deps, { jobId, ...ran, ...kept, credits, idleAddOns, now: finished });
    return {
      jobId,
      provider: deps.provider.name,
      modelTag: ran.modelTag,
      width: ran.width,
      height: ran.height,
      chargedCredits: credits,
      idleAddOns,
      outputKey: kept.outputKey,
      outputLink: deps.storage.signLink(kept.outputKey, expiresAt),
      expiresAt,
      processingMs: finished.getTime() - openedAt.getTime(),
    };
  });
  tracked.done();
  void makeThumb(deps, jobId, result.outputKey);
  return result;
}

/** Runs `work`; when it fails, closes the job and releases its hold before rethrowing. */
async function settleOnFailure<T>(
  deps: ColorizeDeps,
  { jobId, tracked }: Pick<OpenedJob, "jobId" | "tracked">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = explainFault(thrown);
    try {
      if (isCanceled(error)) await closeCanceledJob(deps, jobId);
      else await closeFailedJob(deps, jobId, error);
    } finally {
      tracked.done();
    }
    throw error;
  }
}
