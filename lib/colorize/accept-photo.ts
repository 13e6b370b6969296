import "server-only";
import { creditsFor } from "../contract/prices";
import { createJobId } from "../jobs/create-job";
import { setInputKey } from "../jobs/job-files";
import type { ColorizeDeps } from "./colorize-deps";
import type { AcceptedJob, ColorizeRequest } from "./colorize-request";
import { openJob } from "./job-transactions";
import { keepInput, planInputKey } from "./keep-files";
import { checkOutputSize } from "./output/check-output-size";
import { leaveOutLacking } from "./providers/auto-add-ons";
import { checkCapabilities } from "./providers/check-capabilities";
import { settleOnFailure } from "./settle-job";

/** How long the files of test jobs are kept at most: they cost nothing, so they must not fill the disk. */
const testRetentionHours = 24;

/**
 * The first part of the path: opens the job, holds its price and stores the photo. Whatever fails after the hold releases it.
 * @throws {AppError} insufficient_credits, not_configured, invalid_option for a format that cannot hold the photo's size,
 *   idempotency_in_progress
 */
export async function acceptPhoto(
  deps: ColorizeDeps,
  request: ColorizeRequest,
  { isAsync }: { isAsync: boolean },
): Promise<AcceptedJob> {
  const capabilities = await deps.provider.capabilities();
  checkCapabilities(capabilities, leaveOutLacking(request.order, capabilities));
  checkOutputSize(request.order, request.photo);
  const openedAt = deps.clock.now();
  const credits = creditsFor(request.order, request.mode);
  const keptHours = request.mode === "test" ? Math.min(testRetentionHours, deps.retentionHours) : deps.retentionHours;
  const latest = new Date(openedAt.getTime() + keptHours * 3_600_000);
  const jobId = createJobId();
  const planned = planInputKey(jobId, request.photo);
  const opening = { jobId, credits, isAsync, inputKey: planned, expiresAt: latest, now: openedAt };
  const expiresAt = await openJob(deps, request, opening);
  const tracked = deps.runner.track(jobId);
  return settleOnFailure(deps, { jobId, tracked }, async () => {
    request.onJob?.(jobId);
    const inputKey = await keepInput(deps, { jobId, photo: request.photo, spool: request.spool });
    if (inputKey !== planned) await setInputKey(deps.db, jobId, inputKey);
    return { jobId, openedAt, expiresAt, inputKey, tracked };
  });
}
