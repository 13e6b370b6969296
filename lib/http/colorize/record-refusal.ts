import "server-only";
import { headers as names } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import type { ErrorCode } from "../../errors/error-codes";
import { recordRefusedAttempt } from "../../jobs/refused-attempts";
import type { CallerContext } from "../route/endpoint";

/** What is known of a photo while its request is read. */
export type SentPhoto = { name: string | null };

/**
 * Refusals that are about the photo, its options or the account. Not those about the moment, which clients repeat by themselves,
 * nor those about the request's key: somebody without an account could fill another's list.
 */
const listed: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(["invalid_multipart", "image_missing", "image_conflict", "image_empty", "image_too_large"] as const),
  ...(["image_unsupported", "image_corrupt", "image_too_many_pixels"] as const),
  ...(["image_url_invalid", "image_url_unreachable", "image_url_blocked"] as const),
  ...(["invalid_model", "invalid_boolean", "invalid_option"] as const),
  ...(["insufficient_credits", "key_budget_exceeded", "storage_limit", "not_configured"] as const),
]);
/** Of the reason; most are a sentence or two. */
const maxDetail = 1000;

/**
 * Lists a photo that was refused before a job existed, so that its owner can see why it is nowhere. The answer is decided already:
 * what goes wrong here is logged and changes nothing.
 */
export async function recordRefusal(context: CallerContext, photo: SentPhoto, error: unknown): Promise<void> {
  const { studio, caller, headers, requestId, request, log } = context;
  if (!(error instanceof AppError) || !listed.has(error.code) || headers.has(names.jobId)) return;
  // Who stops an upload was not refused.
  if (request.signal.aborted) return;
  const { userId, apiKeyId, source, mode } = caller;
  const about = { userId, apiKeyId, source, isTest: mode === "test", requestId, inputName: photo.name };
  const reason = { errorCode: error.code, errorDetail: error.message.slice(0, maxDetail) };
  await recordRefusedAttempt(studio.db, { ...about, ...reason }, studio.clock.now()).catch((cause: unknown) =>
    log.warn({ err: cause }, "could not list a refused attempt"),
  );
}
