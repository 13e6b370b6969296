import "server-only";
import type { JobStage } from "../contract/answers";
import type { PhotoFormat } from "../contract/limits";
import type { Order } from "../contract/order";
import type { PhotoNote } from "../contract/photos/photo-notes";
import type { Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Job } from "../generated/prisma/client";
import { toNameKey } from "./name-key";
import { storedBitDepths } from "./read-job-row";

/** `job_` and 22 base62 characters. @param random gives `size` random bytes; for tests */
export const createJobId = (random?: (size: number) => Uint8Array): string => createPublicId("job", random);

export type NewJob = Order & {
  id: string;
  userId: string;
  /** Null for the workbench. */
  apiKeyId: string | null;
  source: "api" | "workbench";
  requestId: string;
  clientRef: string | null;
  isTest: boolean;
  priceCredits: number;
  inputName: string | null;
  inputFormat: PhotoFormat;
  inputBytes: number;
  inputSha256: string;
  /** Pages or frames in the file, and what was noticed in it. */
  pages: number;
  photoNotes: PhotoNote[];
  /** In pixels, after EXIF orientation and the order's edits. */
  width: number;
  height: number;
  provider: string;
  runnerId: string;
  /** Set when the job is created, so that the sweeper finds a job whose process died before starting it. */
  leaseUntil: Date;
  createdAt: Date;
  expiresAt: Date;
};

/** Creates a queued job. Call it in the transaction that holds the job's price. */
export function createJob(tx: Tx, job: NewJob): Promise<Job> {
  const nameKey = toNameKey(job.inputName);
  const bitDepth = storedBitDepths[job.bitDepth];
  const crop = job.crop ?? undefined;
  return tx.job.create({
    data: { ...job, bitDepth, crop, nameKey, status: "queued", stage: "queued" satisfies JobStage },
  });
}
