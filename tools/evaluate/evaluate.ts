import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../lib/errors/app-error";
import { placeModels } from "../../scripts/place-models";
import { evaluatePhotos } from "./coloring/evaluate-photos";
import { gatherSet } from "./coloring/gather-set";
import { type Coloring, openColorings } from "./coloring/open-colorings";
import { findSets } from "./photos/find-sets";
import { PhotosError } from "./photos/photos-error";
import { type EvaluateOptions, readCommandLine } from "./read-command-line";
import { evaluationSchema, type SetReport } from "./report/evaluation";
import { formatSet } from "./report/format-set";
import { reportSet } from "./report/report-set";
import { chooseStrips } from "./sheet/choose-strips";
import { drawSheet } from "./sheet/draw-sheet";
import { nameSheet } from "./sheet/name-sheet";
import { paintStrips } from "./sheet/paint-strips";

const heldOut = path.resolve(import.meta.dirname, "../../models/training/held-out.txt");
const usage = `Usage: npm run evaluate -- --photos DIR [options]
Colors every color photo below DIR (JPEG, PNG, WebP, and those in tar files) from its lightness and compares it with itself.
Where DIR has a sources.json that gives collections a role, two tables: photos held out of the collections that teach, and those
of held-out-foreign collections; the latter once more without what earlier weights were trained on.
  --only FILE      only the photos whose SHA-256 is in FILE, one a line
  --held-out FILE  the list of what is held out; models/training/held-out.txt when it isn't given
  --role ROLE      only the photos of collections with this role: tune-foreign or held-out-foreign
  --model NAME     tiny or large; once for each, all that are installed when none is named
  --models DIR     another folder of models than those the studio works with, as its settings say
  --limit N        only N photos of each table, a random choice that is the same every time
  --markdown       tables as Markdown
  --json FILE      writes the numbers, of each photo too
  --sheet FILE     writes a PNG of up to 48 photos: gray, each model, truth; with several tables FILE-TABLE.png for each
  --side N         pixels of each picture on the sheet, 224 when it isn't given
  --extremes N     the N best and worst of each model: in the JSON (3 when it isn't given), and on the sheet instead of the 48`;

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
    if (!(error instanceof AppError) && !(error instanceof PhotosError) && !isFileError(error)) throw error;
    console.error(error.message);
    return error instanceof PhotosError ? 2 : 1;
  }
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const { photos: dir, json, sheet, markdown, extremes } = options;
  const sets = await findSets(dir, options, options["held-out"] ?? heldOut);
  const colorings = await openColorings(placeModels(options.models), options.model);
  for (const file of [json, sheet]) if (file) await mkdir(path.dirname(file), { recursive: true });

  const chosen = new Set(sets.flatMap((set) => [...set.chosen]));
  let seen = 0;
  const showProgress = () => {
    seen += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${seen} of ${chosen.size}${seen === chosen.size ? "\n" : ""}`);
  };
  const outcomes = await evaluatePhotos(dir, chosen, colorings, showProgress);
  const measured = sets.map((set) => gatherSet(set, outcomes)).filter(({ photos }) => photos.length > 0);
  if (measured.length === 0) throw new PhotosError(`No photo below ${dir} is in color and can be read.`);

  const reports = measured.map((set) => reportSet(set, colorings, extremes ?? 3));
  process.stdout.write(reports.map((report) => formatSet(report, markdown)).join("\n"));
  if (json) await writeFile(json, `${JSON.stringify(evaluationSchema.parse({ sets: reports }), null, 2)}\n`);
  if (sheet) for (const report of reports) await writeSheet(report, reports.length, colorings, { ...options, sheet });
}

async function writeSheet(
  { name, photos }: SetReport,
  sets: number,
  colorings: Coloring[],
  { photos: dir, sheet, side, extremes }: EvaluateOptions & { sheet: string },
): Promise<void> {
  const models = colorings.flatMap((coloring) => (coloring.modelTag ? coloring.name : []));
  const strips = chooseStrips(photos, models, extremes ?? 0);
  await drawSheet(await paintStrips(dir, strips, colorings, side), side, nameSheet(sheet, name, sets));
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && "syscall" in error;

process.exitCode = await main();
