// Measures, never judges: what each stage takes and the most memory a photo needs, by model, size, threads and output.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readManifest } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { runProgram } from "../../scripts/command-line";
import { placeModels } from "../../scripts/models/place-models";
import { benchSchema, type Timing } from "./models/configuration";
import { formatTiming, timingHead } from "./models/format-timing";
import { listConfigurations } from "./models/list-configurations";
import { type BenchOptions, readCommandLine } from "./models/read-command-line";
import { runConfiguration, writePhoto } from "./models/run-configuration";

async function measure({ runs, photo, models, format, ...sizes }: BenchOptions): Promise<Timing[]> {
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
    }
    return timings;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const options = readCommandLine(process.argv.slice(2));
  const timings = await measure(options);
  const machine = {
    processor: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    node: process.version,
  };
  const bench = benchSchema.parse({ ...machine, runs: options.runs, timings });
  if (options.json) {
    mkdirSync(path.dirname(options.json), { recursive: true });
    writeFileSync(options.json, `${JSON.stringify(bench, null, 2)}\n`);
  }
  return 0;
}

process.exitCode = await runProgram(main);
