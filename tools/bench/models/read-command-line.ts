import path from "node:path";
import { z } from "zod";
import { type OutputFormat, outputFormats } from "../../../lib/contract/order";
import { parsedBy, readArguments } from "../../../scripts/command-line";

export type BenchOptions = {
  runs: number;
  threads: number[];
  megapixels: number[];
  format: OutputFormat[];
  photo: string;
  models?: string;
  variants?: string;
  json?: string;
};

const root = path.resolve(import.meta.dirname, "../../..");
const sample = path.join(root, "public/samples/nagasaki-boats.jpg");
const file = (given: string): string => path.resolve(given);
const count = z.coerce.number<string>().int().min(1).max(1000);
const list = <Item>(item: z.ZodType<Item, string>) =>
  parsedBy(
    z
      .string()
      .transform((text) => text.split(","))
      .pipe(z.array(item)),
  );

/** @throws {UsageError, HelpRequest} */
export function readCommandLine(argv: string[]): BenchOptions {
  return readArguments<BenchOptions>("npm run bench:models --", argv, (program, done) =>
    program
      .description("Measure what each stage of the engine takes and the most memory a photo needs.")
      .option("--runs <n>", "warm runs, of which the median is printed", parsedBy(count), 5)
      .option("--threads <list>", "CPU threads of a network's pass", list(count), [1, 2])
      .option("--megapixels <list>", "", list(z.coerce.number<string>().positive().max(50)), [0.5, 1.5, 12])
      .option("--format <list>", "of the output; the photo itself is a JPEG", list(z.enum(outputFormats)), [
        "png" as const,
        "jpeg" as const,
      ])
      .option("--photo <file>", "another photo: the time of the clarity stage depends on its faces", file, sample)
      .option("--models <dir>", "another folder of models than those the studio works with", file)
      .option(
        "--variants <dir>",
        "folders of models to compare with, one below the other; variants.py makes some",
        file,
      )
      .option("--json <file>", "write the numbers", file)
      .action((options) => done(options)),
  );
}
