import type { JobSource } from "../contract/answers";
import type { AddOn, Order } from "../contract/order";
import type { Spool } from "../storage/spool";
import type { Photo } from "./image-input/photo";

/** A checked request, whichever door it came through. */
export type ColorizeRequest = {
  userId: string;
  apiKeyId: string | null;
  source: JobSource;
  /** `test`: free, and the output is stamped. */
  mode: "live" | "test";
  requestId: string;
  clientRef: string | null;
  order: Order;
  photo: Photo;
  /** The request's temporary folder; it must live until the job has ended. */
  spool: Spool;
  /** The caller's own name for this request; only the first request of a name opens a job. */
  idempotency?: { path: string; key: string; fingerprint: string } | null;
  /** Called as soon as there is a job, so that an error answer can name it too. */
  onJob?: (jobId: string) => void;
};

/** A finished colorization, its output stored and its price captured. */
export type ColorizeResult = {
  jobId: string;
  provider: string;
  modelTag: string;
  width: number;
  height: number;
  chargedCredits: number;
  /** Ordered ones that changed nothing; not charged. */
  idleAddOns: AddOn[];
  outputKey: string;
  /** Signed, as the storage gives it; it works until `expiresAt`. */
  outputLink: string;
  expiresAt: Date;
  processingMs: number;
};
