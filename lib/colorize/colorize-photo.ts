import "server-only";
import type { JobSource } from "../contract/answers";
import type { AddOn, Order } from "../contract/order";
import { creditsDue, creditsFor, listIdleAddOns } from "../contract/prices";
import type { Spool } from "../storage/spool";
import { isCanceled } from "./canceled-error";
import { checkCapabilities } from "./check-capabilities";
import type { ColorizeTools } from "./colorize-deps";
import type { TrackedJob } from "./job-runner";
import { closeCanceledJob, closeFailedJob, closeSucceededJob, openJob } from "./job-transactions";
import { keepInput, keepOutput } from "./keep-files";
import { makeThumb } from "./make-thumb";
import { checkOutputSize } from "./output/check-output-size";
import type { Photo } from "./photo";
import { runProvider } from "./run-provider";

export type ColorizeRequest = {
  userId: string;
  apiKeyId: string | null;
  source: JobSource;
  /** `test`: free, and the output is stamped. */
  mode: "live" | "test";
  requestId: string;
  clientRef: string | null;
  order: Order;
  photo: Photo;
  /** The request's temporary folder; it must live until the job has ended. */
  spool: Spool;
  /** The caller's own name for this request; only the first request of a name opens a job. */
  idempotency?: { path: string; key: string; fingerprint: string } | null;
  /** Told as soon as there is a job, so that an error answer can name it too. */
  onJob?: (jobId: string) => void;
};

export type ColorizeResult = {
  jobId: string;
  provider: string;
  modelTag: string;
  width: number;
  height: number;
  chargedCredits: number;
  /** Ordered ones that changed nothing; not charged. */
  idleAddOns: AddOn[];
  outputKey: string;
  /** Signed, as the storage gives it; it works until `expiresAt`. */
  outputLink: string;
  expiresAt: Date;
  processingMs: number;
};

type OpenedJob = {
  jobId: string;
  openedAt: Date;
  expiresAt: Date;
  inputKey: string;
  request: ColorizeRequest;
  tracked: TrackedJob;
};

/**
 * The one path from a checked photo to a colorized one: hold → provider → store → capture; after any failure behind the
 * hold, release. Credits move nowhere else.
 * @throws {AppError} insufficient_credits, not_configured, invalid_option for a format too small for the photo,
 *   idempotency_in_progress, job_canceled, and what the provider rejects with; nothing is charged then
 */
export async function colorizePhoto(tools: ColorizeTools, request: ColorizeRequest): Promise<ColorizeResult> {
  return run(tools, await open(tools, request));
}

/**
 * The same path for a caller who does not wait: resolves with the job's id once the credits are held and the photo is kept.
 * The job starts when its turn has come.
 * @param onEnd called once, when the job has ended; never when this rejects
 * @throws {AppError} insufficient_credits, not_configured, invalid_option, idempotency_in_progress
 */
export async function colorizeLater(
  tools: ColorizeTools,
  request: ColorizeRequest,
  onEnd: () => Promise<void>,
): Promise<string> {
  const opened = await open(tools, request);
  const { jobId } = opened;
  run(tools, opened, { later: true })
    .finally(onEnd)
    .catch((error: unknown) => {
      if (!isCanceled(error)) tools.log.error({ err: error, jobId }, "a job that nobody waits for has failed");
    });
  return jobId;
}

async function open(tools: ColorizeTools, request: ColorizeRequest): Promise<OpenedJob> {
  checkCapabilities(await tools.provider.capabilities(), request.order);
  checkOutputSize(request.order, request.photo);
  const openedAt = tools.clock.now();
  const credits = creditsFor(request.order, request.mode);
  const expiresAt = new Date(openedAt.getTime() + tools.retentionHours * 3_600_000);
  const jobId = await openJob(tools, request, { credits, expiresAt, now: openedAt });
  const tracked = tools.runner.track(jobId);
  return settlingOnFailure(tools, { jobId, tracked }, async () => {
    request.onJob?.(jobId);
    const inputKey = await keepInput(tools, { jobId, photo: request.photo, spool: request.spool });
    return { jobId, openedAt, expiresAt, inputKey, request, tracked };
  });
}

async function run(tools: ColorizeTools, opened: OpenedJob, { later } = { later: false }): Promise<ColorizeResult> {
  const { jobId, openedAt, expiresAt, inputKey, request, tracked } = opened;
  const result = await settlingOnFailure(tools, opened, async () => {
    if (later) await tracked.waitForTurn();
    const ran = await runProvider(tools, { jobId, inputKey, isPatient: later, ...request }, tracked.signal);
    const { order, mode } = request;
    const kept = await keepOutput(tools, { jobId, path: ran.outputPath, format: order.outputFormat, mode });
    const finished = tools.clock.now();
    const idleAddOns = listIdleAddOns(order, ran.changes);
    const credits = creditsDue(order, mode, idleAddOns);
    await closeSucceededJob(tools, { jobId, ...ran, ...kept, credits, idleAddOns, now: finished });
    return {
      jobId,
      provider: tools.provider.name,
      modelTag: ran.modelTag,
      width: ran.width,
      height: ran.height,
      chargedCredits: credits,
      idleAddOns,
      outputKey: kept.outputKey,
      outputLink: tools.storage.signLink(kept.outputKey, expiresAt),
      expiresAt,
      processingMs: finished.getTime() - openedAt.getTime(),
    };
  });
  tracked.done();
  void makeThumb(tools, jobId, result.outputKey);
  return result;
}

/** Whatever goes wrong behind the hold, the job is settled before anybody hears of it. */
async function settlingOnFailure<T>(
  tools: ColorizeTools,
  { jobId, tracked }: Pick<OpenedJob, "jobId" | "tracked">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    try {
      if (isCanceled(error)) await closeCanceledJob(tools, jobId);
      else await closeFailedJob(tools, jobId, error);
    } finally {
      tracked.done();
    }
    throw error;
  }
}
