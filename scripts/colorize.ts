import { mkdir, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { createEmbeddedProvider } from "../lib/colorize/providers/embedded/create-embedded-provider";
import { defaultOrder, models, type Order } from "../lib/contract/order";
import type { PhotoFacts } from "../lib/contract/photos/photo-facts";
import { CommandError, parsedBy, readArguments, runProgram } from "./command-line";
import { placeModels } from "./models/place-models";

const toPath = (given: string): string => path.resolve(given);
const strength = z.coerce.number<string>("It must be a number").min(0).max(1);

/** Colors one photo without a server or a database. Exit 0 done, 1 the photo or the disk, 2 the command line. */
async function main(): Promise<number> {
  const { input, output, order, models } = readCommandLine();
  const file = await stat(input).catch(() => null);
  if (!file?.isFile()) throw new CommandError(`${input} is not a file that can be read.`);
  const root = path.resolve(import.meta.dirname, "..");
  // Nothing else runs beside it, so it takes what the machine has; more than 4 threads no longer help.
  const threads = Math.min(4, availableParallelism());
  const engine = createEmbeddedProvider({
    workers: 1,
    threads,
    maxQueue: 0,
    ...placeModels(models),
    root,
  });
  const started = performance.now();
  try {
    await mkdir(path.dirname(output), { recursive: true });
    const photo = {
      path: input,
      bytes: file.size,
      sha256: "",
      format: "jpeg" as const,
      workPath: input,
      pages: 1,
      notes: [],
      width: 0,
      height: 0,
      name: null,
    };
    const task = { jobId: "cli", photo, order, outputPath: output };
    const made = await engine.colorize(task, { signal: new AbortController().signal, onProgress: () => {} });
    const ms = Math.round(performance.now() - started);
    console.log(`${output}: ${made.width} × ${made.height}, ${made.modelTag}, ${ms} ms`);
    console.log(describeFacts(made.facts));
    return 0;
  } finally {
    await engine.close();
  }
}

/** @throws {UsageError, HelpRequest} */
function readCommandLine(): { input: string; output: string; order: Order; models: string | undefined } {
  return readArguments("npm run colorize --", process.argv.slice(2), (program, done) =>
    program
      .description("Color one photo without a server or a database.")
      .usage("photo.jpg out.png [options]")
      .argument("<photo>", "", toPath)
      .argument("<output>", "", toPath)
      .addOption(new Option("--model <preset>").choices(models).default(defaultOrder.model))
      .option("--strength <0..1>", "how much color", parsedBy(strength), defaultOrder.strength)
      .option("--clean-scratches", "repair damage", false)
      .option("--face-remaster", "make the photo and its faces clear", false)
      .option("--models <folder>", "other models than the studio's own", toPath)
      .action((input, output, { models, ...options }) =>
        done({ input, output, models, order: { ...defaultOrder, ...options } }),
      ),
  );
}

/** What was seen in the photo, in one line. */
function describeFacts({ tone, damagePercent, faces }: PhotoFacts): string {
  const parts = [
    tone &&
      {
        gray: "the photo was gray",
        toned: "the photo was toned",
        color: "the photo was in color already",
        bilevel: "the photo was in pure black and white",
      }[tone],
    damagePercent !== null && (damagePercent > 0 ? `damage on ${damagePercent} % of it` : "no damage found"),
    faces !== null && (faces === 1 ? "1 face" : `${faces || "no"} faces`),
  ];
  return parts.filter(Boolean).join(", ");
}

process.exitCode = await runProgram(main);
