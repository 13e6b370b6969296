import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { models } from "../../lib/contract/order";
import { foreignRoles } from "./photos/read-sources";

const count = z.coerce.number().int().min(1);
const file = z
  .string()
  .min(1)
  .transform((given) => path.resolve(given));

const optionsSchema = z.object({
  photos: file,
  only: file.optional(),
  "held-out": file.optional(),
  role: z.enum(foreignRoles).optional(),
  model: z
    .array(z.enum(models))
    .default([])
    .transform((names) => [...new Set(names)]),
  models: file.optional(),
  limit: count.optional(),
  extremes: count.optional(),
  json: file.optional(),
  markdown: z.boolean().default(false),
  sheet: file.optional(),
  side: z.coerce.number().int().min(32).max(2048).default(224),
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
        "held-out": text,
        role: text,
        model: { type: "string", multiple: true },
        models: text,
        limit: text,
        extremes: text,
        json: text,
        markdown: { type: "boolean" },
        sheet: text,
        side: text,
      },
    });
    return optionsSchema.parse(values);
  } catch {
    return null; // parseArgs throws on what it does not know, zod on what is no folder, model or number
  }
}
