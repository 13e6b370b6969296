// npm run simulate: how long photos wait, what a thousand cost and where the first wall is, from 1 to 1,000 workers.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { parsedBy, readArguments, runProgram } from "../../scripts/command-line";
import { measuredSchema } from "./measured";
import { plotWaits } from "./plot";
import { findWalls, type StudyOptions, type StudyRow, studyWorkers, type Wall } from "./study";

type Options = {
  workers: number[];
  load: number;
  photos: number;
  seed: number;
  workerPrice: number;
  webPrice: number;
  fixedPrice: number;
  measured: string;
  plot?: string;
};

const number = (check: z.ZodNumber) => parsedBy(z.coerce.number<string>().pipe(check));
const whole = number(z.number().int().min(1).max(10_000_000));
const price = number(z.number().min(0));
const list = parsedBy(
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.coerce.number<string>().int().min(1).max(10_000))),
);

function readCommandLine(argv: string[]): Options {
  return readArguments<Options>("npm run simulate --", argv, (program, done) =>
    program
      .description("Simulate an installation: waits, cost and walls by number of workers.")
      .option("--workers <list>", "", list, [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 700, 1000])
      .option("--load <share>", "of the workers' time that photos take", number(z.number().gt(0).lt(1)), 0.7)
      .option("--photos <n>", "photos of each simulation", whole, 50_000)
      .option("--seed <n>", "", whole, 1)
      .option("--worker-price <n>", "of a worker's core for an hour, in your currency", price, 0.04)
      .option("--web-price <n>", "of a web core for an hour", price, 0.04)
      .option("--fixed-price <n>", "of database, storage and balancer for an hour", price, 0.2)
      .option("--measured <file>", "JSON with what was measured", path.join(import.meta.dirname, "measured.json"))
      .option("--plot <file>", "write the waits as SVG")
      .action((options) => done(options)),
  );
}

async function simulate(options: Options): Promise<number> {
  const measured = measuredSchema.parse(JSON.parse(await readFile(options.measured, "utf8")));
  const prices = {
    workerPerHour: options.workerPrice,
    webPerHour: options.webPrice,
    fixedPerHour: options.fixedPrice,
  };
  const study: StudyOptions = { ...options, prices };
  const rows = studyWorkers(measured, study);
  const walls = findWalls(measured, options.load);
  console.log(`Measured: ${measured.source}\nWorkers busy ${Math.round(options.load * 100)} % of the time.\n`);
  console.log(formatRows(rows));
  console.log(formatWalls(walls));
  if (options.plot) await writeFile(options.plot, plotWaits(rows, walls));
  return 0;
}

function formatRows(rows: readonly StudyRow[]): string {
  const head =
    "| workers | web | photos/s | wait p50 / p99 s | to the answer p50 / p99 s | database busy | per 1,000 photos |";
  const lines = rows.map(({ machines, arrivals, wait, total, busy, costPer1000, wall }) => {
    const pair = ({ p50, p99 }: StudyRow["wait"]) => `${p50.toFixed(2)} / ${p99.toFixed(2)}`;
    const waits = wall === null ? [pair(wait), pair(total)] : [`more comes than ${wall} can do`, "–"];
    const database = `${Math.round((busy.database ?? 0) * 100)} %`;
    const cells = [machines.workers, machines.webs, arrivals.toFixed(1), ...waits, database, costPer1000.toFixed(2)];
    return `| ${cells.join(" | ")} |`;
  });
  return [head, `|${" --- |".repeat(7)}`, ...lines, ""].join("\n");
}

const formatWalls = (walls: readonly Wall[]): string =>
  walls
    .map(
      ({ station, workers, photosPerSecond }) =>
        `${station}: ${photosPerSecond.toFixed(0)} photos/s at most, which ${workers} workers bring at this load`,
    )
    .join("\n");

process.exitCode = await runProgram(() => simulate(readCommandLine(process.argv.slice(2))));
