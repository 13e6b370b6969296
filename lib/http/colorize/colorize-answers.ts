import "server-only";
import type { ColorizeResult } from "../../colorize/colorize-request";
import type { EarlierJob } from "../../colorize/idempotency/find-earlier-job";
import type { ColorizeAnswer } from "../../contract/answers";
import { headers as names } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import type { StoredObject } from "../../storage/storage";
import { jobPath, toAcceptedJob } from "../jobs/job-answers";
import type { RequestContext } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { requestOrigin } from "../studio/request-origin";
import type { RequestPreferences } from "./preferences/read-preferences";

/** 200 with `{ outputUrl }`, or with the picture itself where the Accept header prefers it and the storage gives it. */
export async function answerResult(
  context: RequestContext,
  preferences: RequestPreferences,
  result: ColorizeResult,
): Promise<Response> {
  const { headers, request } = context;
  headers.set(names.creditsCharged, String(result.chargedCredits));
  if (result.spendable !== null) headers.set(names.creditsRemaining, String(result.spendable));
  if (result.idleAddOns.length > 0) headers.set(names.idleAddOns, result.idleAddOns.join(", "));
  headers.set(names.model, result.modelTag);
  headers.set(names.provider, result.provider);
  headers.set(names.width, String(result.width));
  headers.set(names.height, String(result.height));
  headers.set(names.processingMs, String(result.processingMs));
  headers.set(names.outputExpiresAt, result.expiresAt.toISOString());
  const picture = preferences.picture ? await openPicture(context, result) : null;
  if (picture) {
    const fileHeaders = { "Content-Type": picture.contentType, [bodyBytesHeader]: String(picture.bytes) };
    return streamResponse(picture.stream, { headers: fileHeaders, signal: request.signal });
  }
  const outputUrl = new URL(result.outputLink, requestOrigin(request.headers)).href;
  const body: ColorizeAnswer = { outputUrl };
  return Response.json(body, { headers: { "Content-Type": "application/json; charset=utf-8" } });
}

/**
 * Null where the storage has just stopped answering: an error would say that nothing was charged, so the caller gets the link to what
 * was paid for instead.
 */
async function openPicture({ studio, log }: RequestContext, result: ColorizeResult): Promise<StoredObject | null> {
  const { jobId, outputKey, chargedCredits } = result;
  try {
    const output = await studio.storage.open(outputKey);
    if (output) return output;
  } catch (error) {
    if (chargedCredits === 0) throw error;
    log.error({ err: error, jobId }, "could not read an output that was just stored; answered with its link");
    return null;
  }
  throw new AppError("job_deleted", { detail: `The files of job ${jobId} have just been deleted.` });
}

/** 202: the job runs on after the answer. */
export function answerAccepted(
  { request, headers }: RequestContext,
  job: Pick<EarlierJob, "jobId" | "status">,
): Response {
  headers.set(names.creditsCharged, "0");
  headers.set(names.preferenceApplied, "respond-async");
  return Response.json(toAcceptedJob(request.headers, job), { status: 202, headers: { Location: jobPath(job.jobId) } });
}

/**
 * The answer to a repeated request: that of the first one, its link signed afresh, nothing charged again.
 * @throws {AppError} idempotency_in_progress when the caller waits for a job that is not done
 */
export async function answerAgain(
  context: RequestContext,
  preferences: RequestPreferences,
  earlier: EarlierJob,
): Promise<Response> {
  const { headers } = context;
  const { jobId, result } = earlier;
  headers.set(names.jobId, jobId);
  if (!preferences.isAsync && !result) {
    const detail = `Job ${jobId}, which the first request with this Idempotency-Key opened, is ${earlier.status}.`;
    throw new AppError("idempotency_in_progress", { detail, retryAfterSeconds: 2 });
  }
  headers.set(names.idempotencyReplayed, "true");
  if (preferences.isAsync || !result) return answerAccepted(context, earlier);
  return answerResult(context, preferences, { ...result, chargedCredits: 0 });
}
