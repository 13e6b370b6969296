import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { outputFormats } from "../../../lib/contract/order";

const root = path.resolve(import.meta.dirname, "../../..");
const file = z
  .string()
  .min(1)
  .transform((given) => path.resolve(given));
const count = z.coerce.number<string>().int().min(1).max(1000);
const list = <Item extends z.ZodType<unknown, string>>(item: Item, usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text) => text.split(","))
    .pipe(z.array(item));

const optionsSchema = z.object({
  runs: count.default(5),
  threads: list(count, "1,2"),
  megapixels: list(z.coerce.number<string>().positive().max(50), "0.5,1.5,12"),
  format: list(z.enum(outputFormats), "png,jpeg"),
  photo: file.default(path.join(root, "public/samples/nagasaki-boats.jpg")),
  models: file.optional(),
  json: file.optional(),
});
export type BenchOptions = z.infer<typeof optionsSchema>;

/** Null when it is not a command line that `npm run bench:models` understands. */
export function readCommandLine(argv: string[]): BenchOptions | null {
  const text = { type: "string" } as const;
  try {
    const options = {
      runs: text,
      threads: text,
      megapixels: text,
      format: text,
      photo: text,
      models: text,
      json: text,
    };
    return optionsSchema.parse(parseArgs({ args: argv, options }).values);
  } catch {
    return null; // parseArgs throws on what it does not know, zod on what is no number or format
  }
}
