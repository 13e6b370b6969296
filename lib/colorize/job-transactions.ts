import "server-only";
import type { AddOn } from "../contract/order";
import type { PhotoFacts } from "../contract/photos/photo-facts";
import { holdCredits } from "../credits/ledger";
import { captureHold, releaseHold } from "../credits/settle-hold";
import { inTransaction } from "../db/client";
import { AppError } from "../errors/app-error";
import { createJob, createJobId } from "../jobs/create-job";
import { failJob, markJobCanceled, succeedJob } from "../jobs/end-job";
import { claimIdempotencyKey, forgetIdempotencyKey } from "../jobs/idempotency-keys";
import type { Fence } from "../jobs/queued-jobs";
import { recordJobEvent } from "../webhooks/events/record-job-event";
import { causeOfLostJob } from "./canceled-error";
import type { ColorizeDeps } from "./colorize-deps";
import type { ColorizeRequest } from "./colorize-request";

type Opening = { credits: number; expiresAt: Date; now: Date };

/**
 * Creates the job, claims its Idempotency-Key and holds its price, in one transaction. Nothing is held for a price of 0.
 * @throws {AppError} insufficient_credits; idempotency_in_progress when the key already has a job, in whatever state
 */
export async function openJob(deps: ColorizeDeps, request: ColorizeRequest, opening: Opening): Promise<string> {
  const jobId = createJobId();
  const { credits, expiresAt, now } = opening;
  const { userId, photo, order, idempotency } = request;
  await inTransaction(deps.db, async (tx) => {
    await createJob(tx, {
      id: jobId,
      userId,
      apiKeyId: request.apiKeyId,
      source: request.source,
      requestId: request.requestId,
      clientRef: request.clientRef,
      ...order,
      isTest: request.mode === "test",
      priceCredits: credits,
      inputName: photo.name,
      inputFormat: photo.format,
      inputBytes: photo.bytes,
      inputSha256: photo.sha256,
      pages: photo.pages,
      photoNotes: [...photo.notes],
      width: photo.width,
      height: photo.height,
      provider: deps.provider.name,
      // Leased at creation, so that the sweeper finds the job if this process is killed before starting it.
      runnerId: deps.runner.id,
      leaseUntil: deps.runner.leaseUntil(),
      createdAt: now,
      expiresAt,
    });
    // Before the hold, so that the second of two equal requests is answered as a repetition, not with insufficient_credits.
    if (idempotency && !(await claimIdempotencyKey(tx, { userId, ...idempotency, jobId, now }))) throw keyTaken();
    if (credits > 0) await holdCredits(tx, { userId, jobId, credits, now });
  });
  return jobId;
}

function keyTaken(): AppError {
  const detail = "Another request with this Idempotency-Key is in progress. This one was not charged.";
  return new AppError("idempotency_in_progress", { detail, retryAfterSeconds: 1 });
}

type Success = {
  jobId: string;
  /** Credits to charge, 0 with a test key. The rest of the hold is returned. */
  credits: number;
  idleAddOns: AddOn[];
  modelTag: string;
  facts: PhotoFacts;
  outputKey: string;
  outputBytes: number;
  outputSha256: string;
  /** For a queued job: which worker's try has produced this. */
  fence?: Fence | null;
  now: Date;
};

/**
 * Captures the credits and marks the job as succeeded, in one transaction. Throws when a sweeper has already closed the job or
 * another worker has it.
 * @throws {AppError} job_canceled when the owner canceled it first
 */
export async function closeSucceededJob({ db }: ColorizeDeps, success: Success): Promise<void> {
  await inTransaction(db, async (tx) => {
    const captured = success.credits === 0 || (await captureHold(tx, success.jobId, success.credits, success.now));
    const finished = await succeedJob(tx, {
      jobId: success.jobId,
      chargedCredits: success.credits,
      idleAddOns: success.idleAddOns,
      modelTag: success.modelTag,
      facts: success.facts,
      outputKey: success.outputKey,
      outputBytes: success.outputBytes,
      outputSha256: success.outputSha256,
      fence: success.fence,
      now: success.now,
    });
    if (!captured || !finished) throw await causeOfLostJob(tx, success.jobId);
    await recordJobEvent(tx, success);
  });
}

/**
 * Releases the hold and marks the job as failed, in one transaction. False, and no effect, on a job that has ended.
 * @param fence for a queued job: which worker's try has failed. False when it was not the last one
 */
export async function closeFailedJob(
  deps: ColorizeDeps,
  jobId: string,
  reason: unknown,
  fence: Fence | null = null,
): Promise<boolean> {
  const known = reason instanceof AppError;
  const errorCode = known ? reason.code : "internal_error";
  const errorDetail = known ? reason.message : "Something went wrong in the studio. Nothing was charged.";
  const lost = new Error("another worker has the job");
  const closing = inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now();
    await releaseHold(tx, jobId, errorCode, now);
    // Thrown, so that the release is undone: another worker's try still needs the hold.
    if (!(await failJob(tx, { jobId, errorCode, errorDetail, fence, now }))) throw lost;
    await forgetIdempotencyKey(tx, jobId);
    await recordJobEvent(tx, { jobId, now });
    return true;
  });
  return closing.catch((error: unknown) => {
    if (error === lost) return false;
    throw error;
  });
}

/** Releases the hold and marks the job as canceled, in one transaction. False, and no effect, on a job that has ended. */
export async function closeCanceledJob(deps: ColorizeDeps, jobId: string): Promise<boolean> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now();
    await releaseHold(tx, jobId, "job_canceled", now);
    if (!(await markJobCanceled(tx, jobId, now))) return false;
    await forgetIdempotencyKey(tx, jobId);
    await recordJobEvent(tx, { jobId, now });
    return true;
  });
}
