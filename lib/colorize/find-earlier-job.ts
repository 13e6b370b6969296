import "server-only";
import { createHash } from "node:crypto";
import { headers } from "../contract/headers";
import { AppError } from "../errors/app-error";
import type { Job } from "../generated/prisma/client";
import { findIdempotencyKey } from "../jobs/idempotency-keys";
import { toIdleAddOns } from "../jobs/read-job-row";
import type { ColorizeDeps } from "./colorize-deps";
import type { ColorizeRequest, ColorizeResult } from "./colorize-request";

/** SHA-256, hex, of what decides the result: the order as understood, not as spelled, the photo's bytes, and the mode. */
export function fingerprintRequest({ order, photo, mode }: Pick<ColorizeRequest, "order" | "photo" | "mode">): string {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = order;
  const parts = [model, cleanScratches, faceRemaster, outputFormat, strength, metadata, photo.sha256, mode];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** What became of the first request with this key. `result` is null while its job is queued or running. */
export type EarlierJob = { jobId: string; status: Job["status"]; result: ColorizeResult | null };

/**
 * The job that an idempotency key is bound to; null when there is none (any more).
 * @throws {AppError} idempotency_mismatch, job_deleted
 */
export async function findEarlierJob(
  { db, storage, clock }: Pick<ColorizeDeps, "db" | "storage" | "clock">,
  { userId, idempotency }: Pick<ColorizeRequest, "userId" | "idempotency">,
): Promise<EarlierJob | null> {
  if (!idempotency) return null;
  const { path, key, fingerprint } = idempotency;
  const found = await findIdempotencyKey(db, { userId, path, key });
  if (!found) return null;
  const { job } = found;
  if (found.fingerprint !== fingerprint) {
    const detail = `This Idempotency-Key belongs to job ${job.id}, which had other fields or another photo.`;
    throw new AppError("idempotency_mismatch", { detail, param: headers.idempotencyKey });
  }
  if (job.removedAt || job.filesDeletedAt || job.expiresAt <= clock.now()) {
    throw new AppError("job_deleted", {
      detail: `Job ${job.id} belongs to this Idempotency-Key; its files are deleted.`,
    });
  }
  return { jobId: job.id, status: job.status, result: resultOf(job, storage) };
}

function resultOf(job: Job, storage: ColorizeDeps["storage"]): ColorizeResult | null {
  const { outputKey, modelTag, finishedAt, expiresAt } = job;
  if (job.status !== "succeeded" || !outputKey || !modelTag || !finishedAt) return null;
  return {
    jobId: job.id,
    provider: job.provider,
    modelTag,
    width: job.width,
    height: job.height,
    chargedCredits: job.chargedCredits,
    idleAddOns: toIdleAddOns(job),
    outputKey,
    outputLink: storage.signLink(outputKey, expiresAt),
    expiresAt,
    processingMs: finishedAt.getTime() - job.createdAt.getTime(),
  };
}
