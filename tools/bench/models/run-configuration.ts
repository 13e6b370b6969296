import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { type BenchTask, type Timing, timingSchema } from "./configuration";

const run = promisify(execFile);
const script = path.join(import.meta.dirname, "time-configuration.ts");

/** Measures a configuration in a child process. Rejects with the child's own words when it fails. */
export async function runConfiguration(task: BenchTask): Promise<Timing> {
  const argv = ["--import", "tsx", "--conditions=react-server", script, JSON.stringify(task)];
  const { stdout } = await run(process.execPath, argv);
  return timingSchema.parse(JSON.parse(stdout));
}

/** Writes a picture as JPEG of about that many megapixels, 5:4. */
export async function writePhoto(source: string, megapixels: number, path: string): Promise<void> {
  const width = Math.round(Math.sqrt(megapixels * 1e6 * 1.25));
  const size = { width, height: Math.round(width / 1.25), fit: "cover" as const };
  await sharp(source).autoOrient().resize(size).jpeg({ quality: 92 }).toFile(path);
}
