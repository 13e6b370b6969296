import { z } from "zod";
import { jobStages, jobStatuses } from "../answers";
import { metadataPolicies, models, outputFormats } from "../order";
import { errorCodeSchema } from "../problems";

/** What was asked for, as answers of the public API spell it. */
export const orderAnswerSchema = z.strictObject({
  model: z.enum(models),
  cleanScratches: z.boolean(),
  faceRemaster: z.boolean(),
  outputFormat: z.enum(outputFormats),
  strength: z.number().min(0).max(1),
  metadata: z.enum(metadataPolicies),
});

/** 202 of POST /api/v1/colorize with `Prefer: respond-async`. */
export const acceptedJobSchema = z.strictObject({
  jobId: z.string(),
  status: z.enum(jobStatuses),
  statusUrl: z.url(),
  cancelUrl: z.url(),
});
export type AcceptedJob = z.infer<typeof acceptedJobSchema>;

/** A job as the public API shows it. Links are signed and work until `expiresAt`; null before there is a result and once it is deleted. */
export const jobResourceSchema = z.strictObject({
  jobId: z.string(),
  status: z.enum(jobStatuses),
  /** `test`: asked for with a test key, watermarked, free. */
  mode: z.enum(["live", "test"]),
  source: z.enum(["api", "workbench"]),
  keyName: z.string().nullable(),
  order: orderAnswerSchema,
  priceCredits: z.number().int().min(0),
  creditsCharged: z.number().int().min(0),
  stage: z.enum(jobStages).nullable(),
  percent: z.number().int().min(0).max(100),
  /** Pixels, after the photo's orientation is applied. */
  width: z.number().int(),
  height: z.number().int(),
  /** Name and short hash of the weights that ran, as in X-Model. */
  model: z.string().nullable(),
  provider: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
  outputUrl: z.url().nullable(),
  /** Why it failed; null unless it did. */
  error: z.strictObject({ code: errorCodeSchema, title: z.string(), detail: z.string(), fix: z.string() }).nullable(),
  statusUrl: z.url(),
  cancelUrl: z.url(),
  receiptUrl: z.url(),
});
export type JobResource = z.infer<typeof jobResourceSchema>;

/** Newest first; `nextCursor` is null on the last page. */
export const jobPageSchema = z.strictObject({ jobs: z.array(jobResourceSchema), nextCursor: z.string().nullable() });
export type JobPage = z.infer<typeof jobPageSchema>;
