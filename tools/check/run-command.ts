import { spawn } from "node:child_process";

export type CommandResult = { passed: boolean; output: string; milliseconds: number };

const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };

/**
 * Runs a script with this Node and waits for its end.
 * @param show "live" passes its output on as it comes; otherwise it is kept, at most the last 200,000 characters
 */
export function runCommand(command: readonly string[], show: "live" | "kept" = "kept"): Promise<CommandResult> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      env: environment,
      stdio: show === "live" ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-200_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const finish = (passed: boolean) =>
      resolve({ passed, output: output.trim(), milliseconds: Math.round(performance.now() - started) });
    child.on("error", (error) => {
      output += String(error);
      finish(false);
    });
    child.on("close", (code) => finish(code === 0));
  });
}
