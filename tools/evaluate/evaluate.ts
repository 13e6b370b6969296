import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runProgram } from "../../scripts/command-line";
import { placeModels } from "../../scripts/models/place-models";
import { evaluatePhotos } from "./coloring/evaluate-photos";
import { gatherSet } from "./coloring/gather-set";
import { type Coloring, openColorings } from "./coloring/open-colorings";
import { findSets } from "./photos/find-sets";
import { PhotosError } from "./photos/read-sources";
import { type EvaluateOptions, readCommandLine } from "./read-command-line";
import { evaluationSchema, type SetReport } from "./report/evaluation";
import { formatSet } from "./report/format-set";
import { reportSet } from "./report/report-set";
import { chooseStrips } from "./sheet/choose-strips";
import { drawSheet, nameSheet } from "./sheet/draw-sheet";
import { paintStrips } from "./sheet/paint-strips";

const heldOut = path.resolve(import.meta.dirname, "../../models/training/held-out.txt");
/** Exit 0 done, 1 the models or the disk, 2 the command line or no photo to evaluate. */
async function main(): Promise<number> {
  await evaluate(readCommandLine(process.argv.slice(2)));
  return 0;
}

async function evaluate(options: EvaluateOptions): Promise<void> {
  const { photos: dir, json, sheet, markdown, extremes } = options;
  const sets = await findSets(dir, options, options.heldOut ?? heldOut);
  const colorings = await openColorings(placeModels(options.models), options.model);
  for (const file of [json, sheet]) if (file) await mkdir(path.dirname(file), { recursive: true });

  const chosen = new Set(sets.flatMap((set) => [...set.chosen]));
  let seen = 0;
  const showProgress = () => {
    seen += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r${seen} of ${chosen.size}${seen === chosen.size ? "\n" : ""}`);
  };
  const outcomes = await evaluatePhotos(dir, chosen, colorings, options.faded, showProgress);
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
  { photos: dir, sheet, side, extremes, faded }: EvaluateOptions & { sheet: string },
): Promise<void> {
  const models = colorings.flatMap((coloring) => (coloring.modelTag ? coloring.name : []));
  const strips = chooseStrips(photos, models, extremes ?? 0);
  await drawSheet(await paintStrips(dir, strips, colorings, { side, faded }), side, nameSheet(sheet, name, sets));
}

process.exitCode = await runProgram(main);
