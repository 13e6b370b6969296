import { z } from "zod";
import { jobStages, jobStatuses } from "../answers";
import { addOns, bitDepths, metadataPolicies, models, outputFormats, outputProfiles } from "../order";
import { hintSchema } from "../photos/color-hint";
import { editsShape } from "../photos/edits";
import { paintedBySchema } from "../photos/painted-by";
import { photoFactsSchema } from "../photos/photo-facts";
import { photoNotesSchema } from "../photos/photo-notes";
import { recipeAnswerSchema } from "../photos/recipe";
import { errorCodeSchema } from "../problems";
import { listJobsSchema, momentSchema } from "../requests";

/** What was asked for, as answers of the public API spell it. */
export const orderAnswerSchema = z.strictObject({
  model: z.enum(models),
  cleanScratches: z.boolean(),
  faceRemaster: z.boolean(),
  autoAddOns: z.array(z.enum(addOns)).meta({
    description: "Ordered with `auto`: they run only where the photo has something for them to do.",
  }),
  outputFormat: z.enum(outputFormats),
  strength: z.number().min(0).max(1),
  metadata: z.enum(metadataPolicies),
  outputProfile: z.enum(outputProfiles),
  bitDepth: z.enum(bitDepths),
  ...editsShape,
  hint: hintSchema.nullable().meta({ description: "What the caller knew about the colors, in words." }),
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
  mode: z.enum(["live", "test"]).meta({ description: "`test`: asked for with a test key, watermarked, free." }),
  source: z.enum(["api", "workbench"]),
  keyName: z.string().nullable(),
  order: orderAnswerSchema,
  priceCredits: z.number().int().min(0),
  creditsCharged: z.number().int().min(0).meta({
    description: "0 until it has succeeded; then `priceCredits` without the add-ons in `idleAddOns`.",
  }),
  idleAddOns: z.array(z.enum(addOns)).meta({
    description:
      "Ordered add-ons that changed no sample by more than 2/255, or had nothing to do under `auto`: not charged. Empty until it has " +
      "succeeded.",
  }),
  stage: z.enum(jobStages).nullable(),
  percent: z.number().int().min(0).max(100),
  width: z.number().int().meta({ description: "Pixels, after the photo's orientation is applied." }),
  height: z.number().int(),
  model: z.string().nullable().meta({ description: "Name and short hash of the weights that ran, as in X-Model." }),
  paintedBy: paintedBySchema.optional().meta({
    description:
      "Whose colors the picture has, in percent of it that add up to 100. Left out where they are all the studio's own network's, and " +
      "until it has succeeded.",
  }),
  facts: photoFactsSchema
    .nullable()
    .meta({ description: "What the run saw in the photo that came in; null until it has succeeded." }),
  photo: z
    .strictObject({ pages: z.number().int().min(1), notes: photoNotesSchema })
    .meta({ description: "Pages or frames in the photo's file, and what was noticed in it." }),
  recipe: recipeAnswerSchema.nullable().meta({
    description: "How the picture's colors were adjusted since; null for not at all. `outputUrl` stays as it was.",
  }),
  provider: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
  outputUrl: z.url().nullable().meta({ description: "The picture; null before there is one and once it is gone." }),
  error: z
    .strictObject({ code: errorCodeSchema, title: z.string(), detail: z.string(), fix: z.string() })
    .nullable()
    .meta({ description: "Why it failed; null unless it did." }),
  statusUrl: z.url(),
  cancelUrl: z.url(),
  receiptUrl: z.url(),
});
export type JobResource = z.infer<typeof jobResourceSchema>;

/** The address of one job. */
export const jobPathSchema = z.object({
  id: z.string().meta({ description: "The job's id, `job_…`.", example: "job_3f9c2b7a1d5e4860" }),
});

/** Query of GET /api/v1/jobs/{id}/picture. */
export const pictureRequestSchema = z.object({
  format: z.enum(outputFormats).optional().meta({ description: "That of the job's order unless it is given." }),
  recipe: z
    .enum(["own", "none"])
    .optional()
    .meta({ description: "`none` for the output as it was made, without the job's recipe; `own` by default." }),
});

/** Query of GET /api/v1/jobs. */
export const jobPageRequestSchema = z.object({
  ...listJobsSchema.shape,
  created_after: momentSchema.optional().meta({ description: "Only jobs made at this moment or later." }),
  created_before: momentSchema.optional().meta({ description: "Only jobs made before this moment." }),
  key: z.string().max(100).optional().meta({ description: "Only jobs of the key with this id, `key_…`." }),
});

/** Newest first; `nextCursor` is null on the last page. */
export const jobPageSchema = z.strictObject({ jobs: z.array(jobResourceSchema), nextCursor: z.string().nullable() });
export type JobPage = z.infer<typeof jobPageSchema>;
