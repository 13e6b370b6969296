import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { colorizeFile, type StageTimes } from "../lib/colorize/providers/embedded/colorize-file";
import { openEngine } from "../lib/colorize/providers/embedded/models/open-engine";
import { models, orderFields } from "../lib/contract/order";

// Measures, never judges: prints the median of each stage and the most memory the process ever had.
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    megapixels: { type: "string", default: "0.5,1.5,12" },
    format: { type: "string", default: "png" },
  },
});
const format = orderFields.output_format.parse(values.format);
const root = path.resolve(import.meta.dirname, "..");
const dir = mkdtempSync(path.join(tmpdir(), "bench-engine-"));
const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function writePhoto(megapixels: number): Promise<string> {
  const width = Math.round(Math.sqrt(megapixels * 1e6 * 1.25));
  const file = path.join(dir, `${megapixels}.jpg`);
  const size = { width, height: Math.round(width / 1.25), fit: "fill" as const };
  await sharp(path.join(root, "public/samples/nagasaki-boats.jpg")).resize(size).jpeg({ quality: 92 }).toFile(file);
  return file;
}

try {
  const engine = await openEngine({ modelsDir: path.join(root, "models"), threads: Number(values.threads) });
  console.log(`${values.threads} threads, median of ${values.runs} warm runs, ms`);
  for (const megapixels of values.megapixels.split(",").map(Number)) {
    const inputPath = await writePhoto(megapixels);
    for (const name of models) {
      const { model, preset } = await engine.prepare(name);
      const options = { strength: 1, format, policy: "keep" as const };
      const task = { inputPath, outputPath: path.join(dir, "out"), ...options };
      const stages = { colour: model, preset, repair: null, clarity: null };
      const run = async () => (await colorizeFile(stages, task, () => {})).times;
      await run();
      const times: StageTimes[] = [];
      for (let i = 0; i < Number(values.runs); i++) times.push(await run());
      const medians = (["decode", "colour", "encode"] as const).map((stage) =>
        median(times.map((time) => time[stage])),
      );
      const total = median(times.map(({ decode, colour, encode }) => decode + colour + encode));
      const [decode, colour, encode] = medians.map(Math.round);
      const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
      console.log(
        `${name.padEnd(5)} ${String(megapixels).padStart(4)} MP  ${String(Math.round(total)).padStart(6)}` +
          `  (decode ${decode}, colour ${colour}, encode ${encode})  peak ${peakMiB} MiB`,
      );
    }
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
