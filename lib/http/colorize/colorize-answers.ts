import "server-only";
import type { ColorizeResult } from "../../colorize/colorize-request";
import type { EarlierJob } from "../../colorize/idempotency/find-earlier-job";
import type { ColorizeAnswer } from "../../contract/answers";
import { headers as names } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import { jobPath, toAcceptedJob } from "../jobs/job-answers";
import type { RequestContext } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { requestOrigin } from "../studio/request-origin";
import type { RequestPreferences } from "./preferences/read-preferences";

/** 200 with `{ outputUrl }`, or with the picture itself where the Accept header prefers it. */
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
  if (preferences.picture) return streamPicture(context, result);
  const outputUrl = new URL(result.outputLink, requestOrigin(request.headers)).href;
  const body: ColorizeAnswer = { outputUrl };
  return Response.json(body, { headers: { "Content-Type": "application/json; charset=utf-8" } });
}

async function streamPicture(
  { studio, request }: RequestContext,
  { jobId, outputKey }: ColorizeResult,
): Promise<Response> {
  const output = await studio.storage.open(outputKey);
  if (!output) throw new AppError("job_deleted", { detail: `The files of job ${jobId} have just been deleted.` });
  const headers = { "Content-Type": output.contentType, [bodyBytesHeader]: String(output.bytes) };
  return streamResponse(output.stream, { headers, signal: request.signal });
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
