// One configuration in a process of its own, so that its peak of memory is nobody else's. Prints a Timing as JSON.
import { colorizeFile, type FileResult } from "../../../lib/colorize/providers/embedded/engine/colorize-file";
import { openEngine } from "../../../lib/colorize/providers/embedded/engine/open-engine";
import { prepareStages } from "../../../lib/colorize/providers/embedded/engine/prepare-stages";
import { takeMedian } from "../../evaluate/report/summarize-photos";
import { type BenchTask, benchTaskSchema, type Timing } from "./configuration";

async function timeConfiguration({ configuration, place, runs, ...paths }: BenchTask): Promise<Timing> {
  const engine = await openEngine({ ...place, threads: configuration.threads });
  const { models, modelTag } = await prepareStages(engine, configuration);
  const asGiven = { policy: "keep", profile: "srgb", depth: "auto", page: 1, rotate: 0 } as const;
  const task = { ...paths, sourcePath: paths.inputPath, strength: 1, format: configuration.format, ...asGiven };

  const run = () => colorizeFile(models, task, () => {});
  const { facts } = await run(); // the first meets code that isn't compiled yet
  const results: FileResult[] = [];
  for (let i = 0; i < runs; i++) results.push(await run());

  const over = (read: (times: FileResult["times"]) => number) => takeMedian(results.map(({ times }) => read(times)));
  const ms = {
    decode: over((times) => times.decode),
    repair: over((times) => times.repair),
    inference: over((times) => times.colorInference),
    aroundInference: over((times) => times.color - times.colorInference),
    clarity: over((times) => times.clarity),
    encode: over((times) => times.encode),
    total: over(({ decode, repair, color, clarity, encode }) => decode + repair + color + clarity + encode),
  };
  return { ...configuration, modelTag, ms, peakMiB: process.resourceUsage().maxRSS / 1024, faces: facts.faces };
}

const task = benchTaskSchema.parse(JSON.parse(process.argv[2] ?? ""));
console.log(JSON.stringify(await timeConfiguration(task)));
