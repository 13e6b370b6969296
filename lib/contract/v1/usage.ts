import { z } from "zod";
import { models } from "../order";

export const usageGroups = ["day", "key", "model"] as const;
export type UsageGroup = (typeof usageGroups)[number];

const day = z.iso.date();
/** Query of GET /api/v1/usage. Days are UTC and both included; without them, the last 30 days. */
export const usageRequestSchema = z.object({
  from: day.optional(),
  to: day.optional(),
  /** `day`, or several with commas between: `day,model`. */
  by: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(z.enum(usageGroups)).min(1).max(3))
    .default(["day"]),
  format: z.enum(["json", "csv"]).optional(),
});

/** A group that was not asked for is null; so is the key of what the workbench did. */
export const usageRowSchema = z.strictObject({
  day: day.nullable(),
  keyId: z.string().nullable(),
  keyName: z.string().nullable(),
  model: z.enum(models).nullable(),
  jobs: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  canceled: z.number().int(),
  credits: z.number().int(),
});
export type UsageRow = z.infer<typeof usageRowSchema>;
export const usageSchema = z.strictObject({
  from: day,
  to: day,
  by: z.array(z.enum(usageGroups)),
  rows: z.array(usageRowSchema),
  totals: usageRowSchema.pick({ jobs: true, succeeded: true, failed: true, canceled: true, credits: true }),
});
export type Usage = z.infer<typeof usageSchema>;
