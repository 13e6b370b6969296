import type { JobSource } from "../contract/answers";
import type { AddOn, Order } from "../contract/order";
import type { Spool } from "../storage/spool";
import type { Photo } from "./image-input/photo";
import type { TrackedJob } from "./job-runner";

/** A checked request, from the API or the workbench. */
export type ColorizeRequest = {
  userId: string;
  apiKeyId: string | null;
  source: JobSource;
  /** `test` costs nothing, and the output is stamped. */
  mode: "live" | "test";
  requestId: string;
  clientRef: string | null;
  order: Order;
  photo: Photo;
  /** The request's temporary folder. It must exist until the request is answered. */
  spool: Spool;
  /** The caller's Idempotency-Key: only the first request with a key creates a job. */
  idempotency?: { path: string; key: string; fingerprint: string } | null;
  /** Called as soon as the job exists, so that an error response can name it too. */
  onJob?: (jobId: string) => void;
};

/** A job whose price is held and whose photo is stored. */
export type AcceptedJob = {
  jobId: string;
  openedAt: Date;
  expiresAt: Date;
  /** Storage key of the photo in a form that browsers can show. */
  inputKey: string;
  tracked: TrackedJob;
};

/** A finished colorization, its output stored and its price captured. */
export type ColorizeResult = {
  jobId: string;
  provider: string;
  modelTag: string;
  width: number;
  height: number;
  chargedCredits: number;
  /** Credits that the account could spend right after; null for a result that was charged before. */
  spendable: number | null;
  /** Ordered add-ons that changed nothing and were not charged. */
  idleAddOns: AddOn[];
  outputKey: string;
  /** Signed by the storage; it works until `expiresAt`. */
  outputLink: string;
  expiresAt: Date;
  processingMs: number;
};
