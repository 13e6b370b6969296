import { z } from "zod";
import { ledgerKinds } from "./billing";

/** A live key spends credits. A test key gets the same answers at no cost, with TEST drawn over every picture. */
export const keyModes = ["live", "test"] as const;
export type KeyMode = (typeof keyModes)[number];

/** 200 of POST /api/v1/colorize: exactly this. */
export const colorizeAnswerSchema = z.strictObject({ outputUrl: z.url() });
export type ColorizeAnswer = z.infer<typeof colorizeAnswerSchema>;

export const jobStatuses = ["queued", "running", "succeeded", "failed", "canceled"] as const;
export type JobSource = "api" | "workbench";
export const jobStages = ["queued", "decode", "repair", "color", "clarity", "encode", "store"] as const;
export type JobStage = (typeof jobStages)[number];

export const balanceSchema = z.object({ available: z.number().int(), held: z.number().int() });
export type Balance = z.infer<typeof balanceSchema>;

/** Whether something can be ordered now; `reason` tells the person why not. */
export const capabilitySchema = z.object({ available: z.boolean(), reason: z.string().nullable() });
export const capabilitiesSchema = z.object({
  models: z.object({ large: capabilitySchema, tiny: capabilitySchema }),
  addOns: z.object({ cleanScratches: capabilitySchema, faceRemaster: capabilitySchema }),
  /** Whether an engine takes words about the colors (`hint`). */
  hints: capabilitySchema,
  /** How many photos one caller does best to send at a time: enough to keep the studio busy, few enough to be taken. */
  parallel: z.number().int().min(1),
});
export type Capability = z.infer<typeof capabilitySchema>;
export type Capabilities = z.infer<typeof capabilitiesSchema>;
/** What the provider in charge can do now. */
export type ProviderCapabilities = Omit<Capabilities, "parallel">;

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
/** Newest first. */
export const movementListSchema = z.object({ movements: z.array(movementSchema) });

/** The old photographs that a studio colors for guests: the names of their files in public/samples, without ".jpg". */
export const sampleNames = ["nagasaki-boats", "dust-bowl-home", "french-alpine-landscape", "march-pastoral"] as const;
export type SampleName = (typeof sampleNames)[number];

/** A sample in color. `outputUrl` is a path of this studio and works for everybody. */
export const coloredSampleSchema = z.object({ outputUrl: z.string() });
