import "server-only";
import type { AddOn } from "../contract/order";
import type { PhotoFacts } from "../contract/photos/photo-facts";
import { releaseHold } from "../credits/settle-hold";
import { afterCommit, inTransaction } from "../db/client";
import { AppError } from "../errors/app-error";
import { failJob, markJobCanceled } from "../jobs/end-job";
import { forgetIdempotencyKey } from "../jobs/idempotency-keys";
import type { Fence } from "../jobs/queued-jobs";
import { countPhoto } from "../telemetry/count-photo";
import { wakeDeliveries } from "../webhooks/delivery/queue-deliveries";
import { recordJobEvent } from "../webhooks/events/record-job-event";
import { causeOfLostJob } from "./canceled-error";
import type { ColorizeDeps } from "./colorize-deps";
import type { ColorizeRequest } from "./colorize-request";
import { endHeldJob, openHeldJob } from "./job-statements";

type Opening = {
  jobId: string;
  credits: number;
  /** Whether a worker will begin it, and not this process at once. */
  isAsync: boolean;
  inputKey: string;
  /** By the studio's time. */
  expiresAt: Date;
  now: Date;
};

/**
 * Creates the job, claims its Idempotency-Key and holds its price, in one statement. Nothing is held for a price of 0. Gives when
 * the job's files go.
 * @throws {AppError} insufficient_credits; idempotency_in_progress when the key already has a job, in whatever state
 */
export async function openJob(deps: ColorizeDeps, request: ColorizeRequest, opening: Opening): Promise<Date> {
  const { jobId, credits, isAsync, inputKey, expiresAt, now } = opening;
  const { userId, photo, order, idempotency } = request;
  const expires = await openHeldJob(
    deps.db,
    {
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
      status: isAsync ? "queued" : "running",
      startedAt: isAsync ? null : now,
      inputKey,
      provider: deps.provider.name,
      // Leased at creation, so that the sweeper finds the job if this process is killed before starting it.
      runnerId: deps.runner.id,
      leaseUntil: deps.runner.leaseUntil(),
      createdAt: now,
      expiresAt,
    },
    idempotency,
  );
  if (!expires) throw keyTaken();
  return expires;
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
  provider: string;
  modelTag: string;
  costMicros: number | null;
  facts: PhotoFacts;
  outputKey: string;
  outputBytes: number;
  outputSha256: string;
  /** For a queued job: which worker's try has produced this. */
  fence?: Fence | null;
  now: Date;
};

/**
 * Captures the credits, marks the job as succeeded and writes its webhook events, in one statement. Gives the credits that the
 * account can spend after it. Throws when a sweeper has already closed the job or another worker has it.
 * @throws {AppError} job_canceled when the owner canceled it first
 */
export async function closeSucceededJob({ db }: ColorizeDeps, { credits, ...success }: Success): Promise<number> {
  const ended = await endHeldJob(db, { ...success, chargedCredits: credits });
  if (!ended) throw await causeOfLostJob(db, success.jobId);
  countPhoto(ended, "succeeded", success.now);
  if (ended.deliveries > 0) wakeDeliveries();
  return ended.spendable;
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
    const job = await failJob(tx, { jobId, errorCode, errorDetail, fence, now });
    // Thrown, so that the release is undone: another worker's try still needs the hold.
    if (!job) throw lost;
    await forgetIdempotencyKey(tx, jobId);
    await recordJobEvent(tx, { jobId, now });
    afterCommit(tx, () => countPhoto(job, "failed", now));
    return true;
  });
  return closing.catch((error: unknown) => {
    if (error === lost) return false;
    throw error;
  });
}

/** Releases the hold and marks the job as canceled, in one transaction. False, and no effect, on a job that has ended. */
export async function closeCanceledJob(deps: Pick<ColorizeDeps, "db" | "clock">, jobId: string): Promise<boolean> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now();
    await releaseHold(tx, jobId, "job_canceled", now);
    const job = await markJobCanceled(tx, jobId, now);
    if (!job) return false;
    await forgetIdempotencyKey(tx, jobId);
    await recordJobEvent(tx, { jobId, now });
    afterCommit(tx, () => countPhoto(job, "canceled", now));
    return true;
  });
}
