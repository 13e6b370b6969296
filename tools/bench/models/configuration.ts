import { z } from "zod";
import { models, outputFormats } from "../../../lib/contract/order";

/** What one child process measures. */
export const configurationSchema = z.strictObject({
  model: z.enum(models),
  cleanScratches: z.boolean(),
  faceRemaster: z.boolean(),
  /** CPU threads of a network's pass. */
  threads: z.number().int().min(1),
  megapixels: z.number().positive(),
  format: z.enum(outputFormats),
});
export type Configuration = z.infer<typeof configurationSchema>;

const ms = z.number().nonnegative();

export const timingSchema = configurationSchema.extend({
  /** The folder of a variant and its total time as a share of the studio's own models'; left out for these. */
  variant: z.strictObject({ name: z.string(), share: z.number() }).optional(),
  /** `large@5d2c9f01`, with its add-ons. */
  modelTag: z.string(),
  /** Medians of the warm runs. `inference` is the color network alone, `aroundInference` all else of the color stage. */
  ms: z.strictObject({
    decode: ms,
    repair: ms,
    inference: ms,
    aroundInference: ms,
    clarity: ms,
    encode: ms,
    total: ms,
  }),
  /** The most memory the process ever had, Node itself and the weights included. */
  peakMiB: z.number(),
  /** On which the time of the clarity hangs. */
  faces: z.number().int().nullable(),
});
export type Timing = z.infer<typeof timingSchema>;

/** What `npm run bench:models -- --json` writes. */
export const benchSchema = z.strictObject({
  processor: z.string(),
  cores: z.number().int(),
  node: z.string(),
  /** Of the processor, for int8 and 16 bits. */
  instructions: z.array(z.string()),
  runs: z.number().int(),
  timings: z.array(timingSchema),
});

/** What the child process is given as its only argument, in JSON. */
export const benchTaskSchema = z.strictObject({
  configuration: configurationSchema,
  /** Where the models are, and which the operator chose. */
  place: z.strictObject({
    modelsDir: z.string(),
    addedDir: z.string().optional(),
    isRemoteOnly: z.boolean().optional(),
    chosen: z.partialRecord(z.enum(["large", "tiny", "clarity"]), z.string()).optional(),
  }),
  inputPath: z.string(),
  outputPath: z.string(),
  runs: z.number().int().min(1),
});
export type BenchTask = z.infer<typeof benchTaskSchema>;
