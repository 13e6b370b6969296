import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../lib/errors/app-error";
import { choosePhotos } from "./evaluate/choose-photos";
import { chooseStrips } from "./evaluate/choose-strips";
import { drawSheet } from "./evaluate/draw-sheet";
import { evaluatePhotos } from "./evaluate/evaluate-photos";
import { type Evaluation, evaluationSchema } from "./evaluate/evaluation";
import { formatSummaries } from "./evaluate/format-summaries";
import { openColourings } from "./evaluate/open-colourings";
import { paintStrips } from "./evaluate/paint-strips";
import { rankPhotos } from "./evaluate/rank-photos";
import { type EvaluateOptions, readCommandLine } from "./evaluate/read-command-line";
import { readHashes } from "./evaluate/read-hashes";
import { summarizePhotos } from "./evaluate/summarize-photos";
import { placeModels } from "./place-models";

const usage = `Usage: npm run evaluate -- --photos DIR [options]
Colours every colour photo below DIR (JPEG, PNG, WebP, and those in tar files) from its lightness and compares it with itself.
  --only FILE      only the photos whose SHA-256 is in FILE, one a line: models/training/held-out.txt for instance
  --model NAME     tiny or large; once for each, all that are installed when none is named
  --models DIR     another folder of models than those the studio works with, as its settings say
  --limit N        only N photos, a random choice that is the same every time
  --json FILE      writes the numbers, of each photo too
  --sheet FILE     writes a PNG of up to 48 photos: grey, each model, truth
  --extremes N     the N best and worst of each model: in the JSON (3 when it isn't given), and on the sheet instead of the 48`;

class CommandLineError extends Error {}

/** Exit 0 done, 1 the models or the disk, 2 the command line or no photo to evaluate. */
async function main(): Promise<number> {
  const options = readCommandLine(process.argv.slice(2));
  if (!options) {
    console.error(usage);
    return 2;
  }
  try {
    await evaluate(options);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) && !(error instanceof CommandLineError) && !isFileError(error)) throw error;
    console.error(error.message);
    return error instanceof CommandLineError ? 2 : 1;
  }
}

async function evaluate({ photos: dir, models, model, json, sheet, ...options }: EvaluateOptions): Promise<void> {
  const chosen = await findChosen(dir, options);
  const colourings = await openColourings(placeModels(models), model);
  for (const file of [json, sheet]) if (file) await mkdir(path.dirname(file), { recursive: true });

  let seen = 0;
  const tellProgress = () => {
    seen += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${seen} of ${chosen.size}${seen === chosen.size ? "\n" : ""}`);
  };
  const { photos, skipped } = await evaluatePhotos(dir, chosen, colourings, tellProgress);
  if (photos.length === 0) throw new CommandLineError(`No photo below ${dir} is in colour and can be read.`);

  const summaries = colourings.map(({ name, modelTag }) => {
    const { best, worst } = rankPhotos(photos, name, modelTag ? (options.extremes ?? 3) : 0);
    const names = { best: best.map((photo) => photo.name), worst: worst.map((photo) => photo.name) };
    return { name, modelTag, ...summarizePhotos(photos, name), ...names };
  });
  const [grey, unreadable] = [skipped.grey.length, skipped.unreadable.length];
  const left = grey + unreadable > 0 ? `; left out: ${grey} grey, ${unreadable} unreadable` : "";
  console.log(`${photos.length} photos${left}`);
  process.stdout.write(formatSummaries(summaries));
  const evaluation: Evaluation = { colourings: summaries, photos, skipped };
  if (json) await writeFile(json, `${JSON.stringify(evaluationSchema.parse(evaluation), null, 2)}\n`);
  if (sheet) {
    const named = colourings.flatMap(({ name, modelTag }) => (modelTag ? name : []));
    const strips = chooseStrips(photos, named, options.extremes ?? 0);
    await drawSheet(await paintStrips(dir, strips, colourings), sheet);
  }
}

/** @throws {CommandLineError} */
async function findChosen(dir: string, { only, limit }: { only?: string; limit?: number }): Promise<Set<string>> {
  const place = await stat(dir).catch(() => null);
  if (!place?.isDirectory()) throw new CommandLineError(`${dir} is not a folder that can be read.`);
  const listed = only ? await readHashes(only) : undefined;
  if (listed === null) throw new CommandLineError(`${only} is not a list of SHA-256, one a line.`);
  const chosen = await choosePhotos(dir, { only: listed, limit });
  if (chosen.size === 0) {
    throw new CommandLineError(`Below ${dir} there is no JPEG, PNG or WebP${listed ? " that is listed" : ""}.`);
  }
  if (listed && limit === undefined && chosen.size < listed.size) {
    console.error(`${listed.size - chosen.size} of the ${listed.size} listed photos are not below ${dir}.`);
  }
  return chosen;
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;

process.exitCode = await main();
