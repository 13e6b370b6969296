import { z } from "zod";
import { models } from "../order";
import { daySchema } from "../requests";

export const usageGroups = ["day", "key", "model"] as const;
export type UsageGroup = (typeof usageGroups)[number];

const day = z.iso.date();
/** Query of GET /api/v1/usage. */
export const usageRequestSchema = z.object({
  from: daySchema.optional().meta({ description: "First day (UTC). Default: 30 days up to `to`." }),
  to: daySchema.optional().meta({ description: "Last day (UTC), inclusive. Default: today." }),
  by: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(z.enum(usageGroups)).min(1).max(3))
    .default(["day"])
    .meta({
      description: "What to group by: `day`, `key` or `model`, or several separated by commas.",
      example: "day,model",
    }),
  format: z.enum(["json", "csv"]).optional(),
});

/** Groups that were not requested are null. So is the key of jobs from the workbench. */
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
