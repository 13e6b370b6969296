import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { Option } from "@commander-js/extra-typings";
import { z } from "zod";
import { readPhoto } from "../lib/colorize/image-input/read-photo";
import { createEmbeddedProvider } from "../lib/colorize/providers/embedded/create-embedded-provider";
import { bitDepths, defaultOrder, models, type Order, outputFormats, outputProfiles } from "../lib/contract/order";
import { editFields } from "../lib/contract/photos/edits";
import type { PhotoFacts } from "../lib/contract/photos/photo-facts";
import { photoNoteTexts } from "../lib/contract/photos/photo-notes";
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
  const spoolDir = await mkdtemp(path.join(tmpdir(), "colorize-"));
  const { signal } = new AbortController();
  try {
    await mkdir(path.dirname(output), { recursive: true });
    const received = { kind: "file", path: input, bytes: file.size, sha256: "", name: path.basename(input) } as const;
    const photo = await readPhoto(received, { spoolDir, fetchImage: fetchNothing, edits: order, signal });
    const task = { jobId: "cli", photo, order, outputPath: output };
    const made = await engine.colorize(task, { signal, onProgress: () => {} });
    const ms = Math.round(performance.now() - started);
    console.log(`${output}: ${made.width} × ${made.height}, ${made.modelTag}, ${ms} ms`);
    console.log(describeFacts(made.facts));
    if (photo.pages > 1) console.log(`page ${order.page} of ${photo.pages}`);
    for (const note of photo.notes) console.log(photoNoteTexts[note]);
    return 0;
  } finally {
    await engine.close();
    await rm(spoolDir, { recursive: true, force: true });
  }
}

const fetchNothing = () => Promise.reject(new CommandError("A photo is read from a file, not from an address."));

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
      .option("--page <number>", "page or frame of the file", parsedBy(editFields.page.unwrap()), defaultOrder.page)
      .option("--rotate <degrees>", "clockwise", parsedBy(editFields.rotate.unwrap()), defaultOrder.rotate)
      .option("--crop <x,y,w,h>", "shares of the turned photo", parsedBy(editFields.crop.unwrap().unwrap()))
      .option("--invert", "from a negative to a positive", false)
      .addOption(new Option("--format <format>", "instead of the one of the output's name").choices(outputFormats))
      .addOption(new Option("--profile <profile>").choices(outputProfiles).default(defaultOrder.outputProfile))
      .addOption(new Option("--depth <bits>").choices(bitDepths).default(defaultOrder.bitDepth))
      .option("--models <folder>", "other models than the studio's own", toPath)
      .action((input, output, { models, format, profile, depth, ...options }) => {
        const outputFormat = format ?? formatOf(output);
        const written = { outputFormat, outputProfile: profile, bitDepth: depth };
        done({ input, output, models, order: { ...defaultOrder, ...options, ...written } });
      }),
  );
}

const spellings: Record<string, string> = { jpg: "jpeg", tif: "tiff" };

/** The format that a file's name ends in; PNG for any other name. */
function formatOf(file: string): Order["outputFormat"] {
  const ending = path.extname(file).slice(1).toLowerCase();
  return outputFormats.find((format) => format === (spellings[ending] ?? ending)) ?? defaultOrder.outputFormat;
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
