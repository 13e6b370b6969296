import "server-only";
import { createHash } from "node:crypto";
import { headers } from "../../contract/headers";
import { pickLaterOptions } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import type { Job } from "../../generated/prisma/client";
import { findIdempotencyKey } from "../../jobs/idempotency-keys";
import { filesUntil } from "../../jobs/job-files";
import { toIdleAddOns } from "../../jobs/read-job-row";
import type { ColorizeDeps } from "../colorize-deps";
import type { ColorizeRequest, ColorizeResult } from "../colorize-request";

/** SHA-256 (hex) of everything that decides the result: the parsed order, the photo's bytes and the mode. */
export function fingerprintRequest({ order, photo, mode }: Pick<ColorizeRequest, "order" | "photo" | "mode">): string {
  const { model, cleanScratches, faceRemaster, outputFormat, strength, metadata } = order;
  const parts = [model, cleanScratches, faceRemaster, outputFormat, strength, metadata, photo.sha256, mode];
  // Only where there are any: a key from before they existed still finds its job.
  if (order.autoAddOns.length > 0) parts.push(...order.autoAddOns);
  const later = pickLaterOptions(order);
  if (Object.keys(later).length > 0) parts.push(JSON.stringify(later));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** The job of the first request with an Idempotency-Key. `result` is null until the job has succeeded. */
export type EarlierJob = { jobId: string; status: Job["status"]; result: ColorizeResult | null };

/**
 * The job that the request's Idempotency-Key is bound to; null when there is none.
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
    const detail = `This Idempotency-Key belongs to job ${job.id}, which was for another photo or other options.`;
    throw new AppError("idempotency_mismatch", { detail, param: headers.idempotencyKey });
  }
  if (job.removedAt || job.filesDeletedAt || filesUntil(job, clock.now()) <= clock.now()) {
    throw new AppError("job_deleted", {
      detail: `This Idempotency-Key belongs to job ${job.id}, whose files have been deleted.`,
    });
  }
  return { jobId: job.id, status: job.status, result: resultOf(job, storage, clock.now()) };
}

function resultOf(job: Job, storage: ColorizeDeps["storage"], now: Date): ColorizeResult | null {
  const { outputKey, modelTag, finishedAt } = job;
  const expiresAt = filesUntil(job, now);
  if (job.status !== "succeeded" || !outputKey || !modelTag || !finishedAt) return null;
  return {
    jobId: job.id,
    provider: job.provider,
    modelTag,
    width: job.width,
    height: job.height,
    chargedCredits: job.chargedCredits,
    spendable: null,
    idleAddOns: toIdleAddOns(job),
    outputKey,
    outputLink: storage.signLink(outputKey, expiresAt),
    expiresAt,
    processingMs: finishedAt.getTime() - job.createdAt.getTime(),
  };
}
