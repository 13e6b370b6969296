import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const script = path.join(import.meta.dirname, "database-process.ts");
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const logTailCharacters = 2_000;

/** `exitCode()` is null while the process runs. */
export type StartedProcess = { exitCode(): number | null; logTail(): string };

/** Starts a database process for `dataDir` in a process group of its own, so that a Ctrl-C in the terminal passes it by. */
export function startDatabaseProcess(dataDir: string): StartedProcess {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const logFile = path.join(dataDir, "database.log");
  const log = openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, ["--import", tsx, script, dataDir], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    detached: true,
    windowsHide: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let code: number | null = null;
  child.once("exit", (status) => {
    code = status ?? 1;
  });
  child.once("error", () => {
    code = 1;
  });
  child.unref();
  return { exitCode: () => code, logTail: () => readFileSync(logFile, "utf8").slice(-logTailCharacters).trim() };
}
