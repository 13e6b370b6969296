import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { buildProgram } from "../../build.mjs";

export type Ended = { code: number | null; stdout: string; bytes: Buffer; stderr: string };
export type Running = { child: ChildProcess; ended: Promise<Ended> };
export type Surroundings = { cwd: string; env?: Record<string, string>; stdin?: string | Buffer };

/** The program as it is published, built once per test file. */
const program = path.join(await mkdtemp(path.join(tmpdir(), "pixomax-program-")), "pixomax.mjs");
await buildProgram(program);

/** Starts the program in a process of its own, with nothing of the tester's settings. Its home is `cwd`. */
export function startPixomax(words: string[], { cwd, env = {}, stdin = "" }: Surroundings): Running {
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const settings = { PATH, TMPDIR, HOME: cwd, XDG_CONFIG_HOME: path.join(cwd, ".config"), ...env };
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: settings as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {}); // it may end without reading
  child.stdin.end(stdin);
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ended = Promise.all([code, buffer(child.stdout), text(child.stderr)]).then(([code, bytes, stderr]) => ({
    code,
    bytes,
    stderr,
    stdout: bytes.toString(),
  }));
  return { child, ended };
}

export const runPixomax = (words: string[], surroundings: Surroundings): Promise<Ended> =>
  startPixomax(words, surroundings).ended;
