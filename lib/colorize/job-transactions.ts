import "server-only";
import { captureHold, holdCredits, releaseHold } from "../credits/ledger";
import { inTransaction } from "../db/client";
import { AppError } from "../errors/app-error";
import { createJob } from "../jobs/create-job";
import { createJobId } from "../jobs/create-job-id";
import { failJob } from "../jobs/fail-job";
import { succeedJob } from "../jobs/succeed-job";
import type { ColorizeRequest } from "./colorize-photo";
import type { ColorizeTools } from "./colorize-tools";

type Opening = { credits: number; expiresAt: Date; now: Date };

/**
 * Opens the job and holds its price, both or neither.
 * @throws {AppError} insufficient_credits
 */
export async function openJob(tools: ColorizeTools, request: ColorizeRequest, opening: Opening): Promise<string> {
  const jobId = createJobId();
  const { photo, order } = request;
  await inTransaction(tools.db, async (tx) => {
    await holdCredits(tx, { userId: request.userId, jobId, credits: opening.credits, now: opening.now });
    await createJob(tx, {
      id: jobId,
      userId: request.userId,
      apiKeyId: request.apiKeyId,
      source: request.source,
      requestId: request.requestId,
      clientRef: request.clientRef,
      ...order,
      isTest: false,
      priceCredits: opening.credits,
      inputName: photo.name,
      inputFormat: photo.format,
      inputBytes: photo.bytes,
      inputSha256: photo.sha256,
      width: photo.width,
      height: photo.height,
      provider: tools.provider.name,
      // Leased from the first moment: a process killed between here and the start leaves a job that the sweeper finds.
      runnerId: tools.runner.id,
      leaseUntil: tools.runner.leaseUntil(),
      createdAt: opening.now,
      expiresAt: opening.expiresAt,
    });
  });
  return jobId;
}

type Success = {
  jobId: string;
  credits: number;
  modelTag: string;
  outputKey: string;
  outputBytes: number;
  outputSha256: string;
  now: Date;
};

/** Captures the hold and finishes the job, both or neither. Throws when a sweeper has meanwhile given the job up. */
export async function closeSucceededJob({ db }: ColorizeTools, success: Success): Promise<void> {
  await inTransaction(db, async (tx) => {
    const captured = await captureHold(tx, success.jobId);
    const finished = await succeedJob(tx, {
      jobId: success.jobId,
      chargedCredits: success.credits,
      modelTag: success.modelTag,
      outputKey: success.outputKey,
      outputBytes: success.outputBytes,
      outputSha256: success.outputSha256,
      now: success.now,
    });
    if (!captured || !finished) throw new Error(`Job ${success.jobId} was settled by someone else`);
  });
}

/** Releases the hold and fails the job, both or neither; does nothing to a job that is settled. */
export async function closeFailedJob(tools: ColorizeTools, jobId: string, reason: unknown): Promise<void> {
  const known = reason instanceof AppError;
  const errorCode = known ? reason.code : "internal_error";
  const errorDetail = known ? reason.message : "Something went wrong on our side.";
  await inTransaction(tools.db, async (tx) => {
    await releaseHold(tx, jobId, errorCode, tools.clock.now());
    await failJob(tx, { jobId, errorCode, errorDetail, now: tools.clock.now() });
  });
}
