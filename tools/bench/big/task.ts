import { z } from "zod";
import { models, outputFormats } from "../../../lib/contract/order";

/** What a measuring process is given. */
export const bigTaskSchema = z.object({
  input: z.string(),
  model: z.enum(models),
  format: z.enum(outputFormats),
  addOns: z.boolean(),
});
export type BigTask = z.infer<typeof bigTaskSchema>;

/** `peaks`: the most memory up to each step, in MiB. */
export const bigRunSchema = z.object({
  peaks: z.record(z.string(), z.number()),
  peakMiB: z.number(),
  seconds: z.number(),
});
export type BigRun = z.infer<typeof bigRunSchema>;
