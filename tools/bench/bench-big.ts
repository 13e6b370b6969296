// Measures the most memory that the largest photos need, each in a process of its own, one after the other.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Option } from "@commander-js/extra-typings";
import { type OutputFormat, outputFormats } from "../../lib/contract/order";
import { readArguments, runProgram } from "../../scripts/command-line";
import { type BigPicture, bigPictures, writeBig } from "./big/pictures";
import { type BigRun, type BigTask, bigRunSchema } from "./big/task";

const run = promisify(execFile);
const script = path.join(import.meta.dirname, "big", "color-big.ts");
const source = path.resolve(import.meta.dirname, "../../public/samples/march-pastoral.jpg");
const names = Object.keys(bigPictures) as BigPicture[];

type Options = { only: BigPicture | undefined; format: OutputFormat; quick: boolean };

async function main(): Promise<number> {
  const { only, format, quick } = readCommandLine();
  const dir = mkdtempSync(path.join(os.tmpdir(), "bench-big-pictures-"));
  console.log(
    "| photo | MB | model | add-ons | output | peak MiB | s | up to each step, MiB |\n|---|--:|---|---|---|--:|--:|---|",
  );
  try {
    for (const name of only ? [only] : names) {
      const picture = await writeBig(name, source, dir);
      for (const order of listOrders(quick)) {
        const task: BigTask = { input: picture.path, format, ...order };
        console.log(formatRun(name, picture.bytes, task, await measure(task)));
      }
      rmSync(picture.path);
    }
  } finally {
    rmSync(dir, { recursive: true });
  }
  return 0;
}

const listOrders = (quick: boolean) => [
  { model: "tiny" as const, addOns: false },
  ...(quick ? [] : [{ model: "large" as const, addOns: true }]),
];

async function measure(task: BigTask): Promise<BigRun | string> {
  const argv = ["--import", "tsx", "--conditions=react-server", script, JSON.stringify(task)];
  try {
    const { stdout } = await run(process.execPath, argv);
    return bigRunSchema.parse(JSON.parse(stdout));
  } catch (error) {
    return error instanceof Error ? (/^\w*Error:.*$/m.exec(error.message)?.[0] ?? error.message) : String(error);
  }
}

function formatRun(
  name: BigPicture,
  bytes: number,
  { model, addOns, format }: BigTask,
  result: BigRun | string,
): string {
  const head = `| ${name} | ${(bytes / 1e6).toFixed(1)} | ${model} | ${addOns ? "all" : "none"} | ${format} |`;
  if (typeof result === "string") return `${head} | | ${result} |`;
  const steps = Object.entries(result.peaks).map(([step, peak]) => `${step} ${Math.round(peak)}`);
  return `${head} ${Math.round(result.peakMiB)} | ${result.seconds.toFixed(1)} | ${steps.join(", ")} |`;
}

function readCommandLine(): Options {
  return readArguments("npm run bench:big --", process.argv.slice(2), (program, done) =>
    program
      .description("Measure the most memory that the largest photos need.")
      .addOption(new Option("--only <photo>").choices(names))
      .addOption(new Option("--format <format>").choices(outputFormats).default("png" as const))
      .option("--quick", "without add-ons only", false)
      .action(({ only, format, quick }) => done({ only, format, quick })),
  );
}

process.exitCode = await runProgram(main);
