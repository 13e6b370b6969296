// Measures, never judges: what each stage takes and the most memory a photo needs, by model, size, threads and output.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readManifest } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { runProgram } from "../../scripts/command-line";
import { placeModels } from "../../scripts/models/place-models";
import { benchSchema, type Timing } from "./models/configuration";
import { formatTiming, timingHead } from "./models/format-timing";
import { listConfigurations } from "./models/list-configurations";
import { type BenchOptions, readCommandLine } from "./models/read-command-line";
import { hasInt8, readInstructions } from "./models/read-instructions";
import { runConfiguration, writePhoto } from "./models/run-configuration";

async function measure({ runs, photo, models, variants, format, ...sizes }: BenchOptions): Promise<Timing[]> {
  const place = placeModels(models);
  const configurations = listConfigurations(await readManifest(place.modelsDir), { ...sizes, formats: format });
  const dir = mkdtempSync(path.join(os.tmpdir(), "bench-models-"));
  try {
    for (const megapixels of sizes.megapixels) await writePhoto(photo, megapixels, path.join(dir, `${megapixels}.jpg`));
    console.log(timingHead);
    const timings: Timing[] = [];
    for (const configuration of configurations) {
      const inputPath = path.join(dir, `${configuration.megapixels}.jpg`);
      const task = { configuration, place, inputPath, outputPath: path.join(dir, "out"), runs };
      const timing = await runConfiguration(task);
      console.log(formatTiming(timing));
      timings.push(timing);
      for (const name of variants ? listFolders(variants) : []) {
        const place = { modelsDir: path.join(variants ?? "", name) };
        const other = await runConfiguration({ ...task, place }).catch((error: Error) => error);
        if (other instanceof Error) {
          console.log(
            `  ${name}: fails, ${/Error: (the graph .*)/.exec(other.message)?.[1] ?? "see --models with its folder"}`,
          );
          continue;
        }
        const compared = { ...other, variant: { name, share: other.ms.total / timing.ms.total } };
        console.log(formatTiming(compared));
        timings.push(compared);
      }
    }
    return timings;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const listFolders = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

async function main(): Promise<number> {
  const options = readCommandLine(process.argv.slice(2));
  const cpuinfo = "/proc/cpuinfo";
  const instructions = readInstructions(existsSync(cpuinfo) ? readFileSync(cpuinfo, "utf8") : "");
  console.log(`int8 and 16 bits: ${instructions.join(", ") || "no instructions that this system tells"}`);
  if (options.variants && !hasInt8(instructions)) console.log("Variants in int8 are emulated on this processor.");
  const timings = await measure(options);
  const machine = {
    processor: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    node: process.version,
    instructions,
  };
  const bench = benchSchema.parse({ ...machine, runs: options.runs, timings });
  if (options.json) {
    mkdirSync(path.dirname(options.json), { recursive: true });
    writeFileSync(options.json, `${JSON.stringify(bench, null, 2)}\n`);
  }
  return 0;
}

process.exitCode = await runProgram(main);
