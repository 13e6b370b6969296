import "server-only";
import type { JobStage } from "../contract/answers";
import type { PhotoFormat } from "../contract/limits";
import type { Order } from "../contract/order";
import type { PhotoNote } from "../contract/photos/photo-notes";
import { namesOf, type Sql, sql, valuesOf } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Prisma } from "../generated/prisma/client";
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
  /** A job whose caller waits runs at once; an async one is queued. */
  status: "queued" | "running";
  startedAt: Date | null;
  /** Storage key of the photo in a form that browsers can show. */
  inputKey: string | null;
  provider: string;
  runnerId: string;
  /** Set when the job is created, so that the sweeper finds a job whose process died before starting it. */
  leaseUntil: Date;
  createdAt: Date;
  /** When its files go, unless its account has chosen a shorter time. */
  expiresAt: Date;
};

/**
 * A CTE that inserts a job when the CTE `source` (its name) has a row: `job` (id, "expiresAt") has one row then. The same statement
 * holds the job's price, so that neither is without the other.
 */
export function insertJob(job: NewJob, source: Sql): Sql {
  const row = {
    ...job,
    bitDepth: storedBitDepths[job.bitDepth],
    crop: job.crop ? JSON.stringify(job.crop) : undefined,
    nameKey: toNameKey(job.inputName),
    stage: "queued" satisfies JobStage,
  } satisfies Prisma.JobUncheckedCreateInput;
  // Read here and not with the key: it costs no round trip, and holds from the moment it is chosen.
  const chosen = sql`(SELECT make_interval(hours => "retentionHours") FROM users WHERE id = ${job.userId})`;
  const expiresAt = sql`least(${job.expiresAt}::timestamptz, ${job.createdAt}::timestamptz + ${chosen})`;
  const values = valuesOf({ ...row, expiresAt });
  return sql`job AS (INSERT INTO jobs (${namesOf(row)}) SELECT ${values} FROM ${source} RETURNING id, "expiresAt")`;
}
