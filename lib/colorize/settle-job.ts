import "server-only";
import { explainFault } from "../errors/explain-fault";
import type { Fence } from "../jobs/queued-jobs";
import { isCanceled } from "./canceled-error";
import type { ColorizeDeps } from "./colorize-deps";
import type { AcceptedJob, ColorizeResult } from "./colorize-request";
import { closeCanceledJob, closeFailedJob, closeSucceededJob } from "./job-transactions";
import type { Produced } from "./production";

type Chargeable = Pick<AcceptedJob, "jobId" | "openedAt" | "expiresAt"> & {
  /** For a queued job: which worker's try has produced the output. */
  fence?: Fence;
};

/**
 * The third part of the path: charges a stored output and ends its job, in one transaction. Nothing is charged unless this
 * resolves.
 * @throws {AppError} job_canceled when the owner canceled it first; an Error when a sweeper has closed the job or another worker has it
 */
export async function chargeOutput(
  deps: ColorizeDeps,
  { jobId, openedAt, expiresAt, fence }: Chargeable,
  produced: Produced,
): Promise<ColorizeResult> {
  const finished = deps.clock.now();
  const { width, height, ...output } = produced;
  const spendable = await closeSucceededJob(deps, { jobId, ...output, fence, now: finished });
  const { provider, modelTag, idleAddOns, outputKey, credits } = produced;
  return {
    jobId,
    provider,
    modelTag,
    width,
    height,
    chargedCredits: credits,
    spendable,
    idleAddOns,
    outputKey,
    outputLink: deps.storage.signLink(outputKey, expiresAt),
    expiresAt,
    processingMs: finished.getTime() - openedAt.getTime(),
  };
}

/** Runs `work`; when it fails, closes the job and releases its hold before rethrowing. */
export async function settleOnFailure<T>(
  deps: ColorizeDeps,
  { jobId, tracked }: Pick<AcceptedJob, "jobId" | "tracked">,
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
