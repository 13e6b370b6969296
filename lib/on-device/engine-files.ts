import { z } from "zod";
import { modelSchema, presetSchema } from "../colorize/providers/embedded/graphs/manifest-schema";

/** A file of the engine: its bytes as they are, and as they are sent to a browser that takes Brotli. */
const fileSchema = z.object({
  url: z.string().regex(/^\/on-device\/engine\/[0-9a-f]{16}\/[a-z-]+\.[a-z]+$/),
  bytes: z.number().int().positive(),
  sentBytes: z.number().int().positive(),
});

/** What a browser needs to color photos by itself: the worker's script, onnxruntime, the kernel of rows, and the network. */
export const engineSchema = z.object({
  files: z.object({ worker: fileSchema, runtime: fileSchema, rows: fileSchema, weights: fileSchema }),
  model: modelSchema.refine(({ graph }) => graph === "lightness-to-ab"),
  presets: z.object({ tiny: presetSchema, large: presetSchema }),
});

export type EngineFile = z.infer<typeof fileSchema>;
export type EngineDescription = z.infer<typeof engineSchema>;
