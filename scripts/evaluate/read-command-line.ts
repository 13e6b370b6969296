import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { models } from "../../lib/contract/order";

const count = z.coerce.number().int().min(1);
const file = z
  .string()
  .min(1)
  .transform((given) => path.resolve(given));

const optionsSchema = z.object({
  photos: file,
  only: file.optional(),
  model: z
    .array(z.enum(models))
    .default([])
    .transform((names) => [...new Set(names)]),
  models: file.optional(),
  limit: count.optional(),
  extremes: count.optional(),
  json: file.optional(),
  sheet: file.optional(),
});
export type EvaluateOptions = z.infer<typeof optionsSchema>;

/** Null when it is not a command line that `npm run evaluate` understands. */
export function readCommandLine(argv: string[]): EvaluateOptions | null {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        photos: text,
        only: text,
        model: { type: "string", multiple: true },
        models: text,
        limit: text,
        extremes: text,
        json: text,
        sheet: text,
      },
    });
    return optionsSchema.parse(values);
  } catch {
    return null; // parseArgs throws on what it does not know, zod on what is no folder, model or number
  }
}
