import { z } from "zod";
import { ledgerKinds } from "./billing";
import { keyModes } from "./key-modes";
import { addOns, models } from "./order";
import { photoFactsSchema } from "./photo-facts";

/** 200 of POST /api/v1/colorize: exactly this. */
export const colorizeAnswerSchema = z.strictObject({ outputUrl: z.url() });
export type ColorizeAnswer = z.infer<typeof colorizeAnswerSchema>;

export const jobStatuses = ["queued", "running", "succeeded", "failed", "canceled"] as const;
export type JobSource = "api" | "workbench";
export const jobStages = ["queued", "decode", "repair", "color", "clarity", "encode", "store"] as const;
export type JobStage = (typeof jobStages)[number];

/** A job as its owner sees it in the workbench and the console. Links are signed and expire at `expiresAt`; null once the files are gone. */
export const jobSchema = z.object({
  id: z.string(),
  source: z.enum(["api", "workbench"]),
  keyName: z.string().nullable(),
  /** `test`: asked for with a test key, stamped, free. */
  mode: z.enum(["live", "test"]),
  status: z.enum(jobStatuses),
  stage: z.enum(jobStages).nullable(),
  percent: z.number().int().min(0).max(100),
  clientRef: z.string().nullable(),
  name: z.string().nullable(),
  model: z.enum(models),
  cleanScratches: z.boolean(),
  faceRemaster: z.boolean(),
  priceCredits: z.number().int(),
  chargedCredits: z.number().int(),
  /** Ordered ones that changed nothing and were not charged. */
  idleAddOns: z.array(z.enum(addOns)),
  width: z.number().int(),
  height: z.number().int(),
  modelTag: z.string().nullable(),
  /** What the run saw in the photo that came in; null until it has succeeded. */
  facts: photoFactsSchema.nullable(),
  provider: z.string(),
  /** Null unless it failed. */
  errorCode: z.string().nullable(),
  errorDetail: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  processingMs: z.number().int().nullable(),
  expiresAt: z.iso.datetime(),
  inputUrl: z.string().nullable(),
  outputUrl: z.string().nullable(),
  thumbUrl: z.string().nullable(),
});
export type JobAnswer = z.infer<typeof jobSchema>;

/** `nextCursor` is null on the last page. */
export const jobListSchema = z.object({ jobs: z.array(jobSchema), nextCursor: z.string().nullable() });
export type JobList = z.infer<typeof jobListSchema>;

export const balanceSchema = z.object({ available: z.number().int(), held: z.number().int() });
export type Balance = z.infer<typeof balanceSchema>;

/** An API key as lists show it. The secret is only in the answer that created it. */
export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(keyModes),
  masked: z.string(),
  status: z.enum(["active", "disabled", "expired", "revoked"]),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKeyAnswer = z.infer<typeof apiKeySchema>;
export const apiKeyListSchema = z.object({ keys: z.array(apiKeySchema) });
export const createdApiKeySchema = z.object({ key: apiKeySchema, secret: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

/** What the provider in charge can do now; `reason` tells the person why not. */
export const capabilitySchema = z.object({ available: z.boolean(), reason: z.string().nullable() });
export const capabilitiesSchema = z.object({
  models: z.object({ large: capabilitySchema, tiny: capabilitySchema }),
  addOns: z.object({ cleanScratches: capabilitySchema, faceRemaster: capabilitySchema }),
});
export type Capability = z.infer<typeof capabilitySchema>;
export type Capabilities = z.infer<typeof capabilitiesSchema>;

export const movementKinds = ledgerKinds;

/** One thing that happened to credits. `credits` is the change of what can be spent; a capture takes from the hold, so it is 0 there, or what the hold had beyond the charge. */
export const movementSchema = z.object({
  id: z.string(),
  kind: z.enum(movementKinds),
  credits: z.number().int(),
  reason: z.string(),
  jobId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type MovementAnswer = z.infer<typeof movementSchema>;
/** Newest first. */
export const movementListSchema = z.object({ movements: z.array(movementSchema) });
