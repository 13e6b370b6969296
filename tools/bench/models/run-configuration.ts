import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { type BenchTask, type Timing, timingSchema } from "./configuration";

const run = promisify(execFile);
const script = path.join(import.meta.dirname, "time-configuration.ts");

/** Measures a configuration in a child process. Rejects with the child's own words when it fails. */
export async function runConfiguration(task: BenchTask): Promise<Timing> {
  const argv = ["--import", "tsx", "--conditions=react-server", script, JSON.stringify(task)];
  const { stdout } = await run(process.execPath, argv);
  return timingSchema.parse(JSON.parse(stdout));
}
