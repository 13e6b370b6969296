import "server-only";
import type { JobStage } from "../contract/answers";
import type { PhotoFormat } from "../contract/limits";
import type { Order } from "../contract/order";
import type { Tx } from "../db/client";
import type { Job } from "../generated/prisma/client";

export type NewJob = {
  id: string;
  userId: string;
  /** Null for the workbench. */
  apiKeyId: string | null;
  source: "api" | "workbench";
  requestId: string;
  clientRef: string | null;
  order: Order;
  priceCredits: number;
  input: {
    name: string | null;
    key: string | null;
    format: PhotoFormat;
    bytes: number;
    sha256: string;
    width: number;
    height: number;
  };
  provider: string;
  runnerId: string;
  leaseUntil: Date;
  now: Date;
  expiresAt: Date;
};

/** Opens a job, queued. In one transaction with the hold of its price. */
export function createJob(tx: Tx, job: NewJob): Promise<Job> {
  const { order, input, now, ...fields } = job;
  const { model, cleanScratches, faceRemaster } = order;
  return tx.job.create({
    data: {
      ...fields,
      model,
      cleanScratches,
      faceRemaster,
      inputName: input.name,
      inputKey: input.key,
      inputFormat: input.format,
      inputBytes: input.bytes,
      inputSha256: input.sha256,
      width: input.width,
      height: input.height,
      status: "queued",
      stage: "queued" satisfies JobStage,
      createdAt: now,
    },
  });
}
