import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";

const program = path.resolve(import.meta.dirname, "../../../../bin/pixomax.mjs");

export type Ended = { code: number | null; stdout: string; bytes: Buffer; stderr: string };
export type Running = { child: ChildProcess; ended: Promise<Ended> };
export type Surroundings = { cwd: string; env?: Record<string, string>; stdin?: string | Buffer };

/** The real program in a process of its own, with nothing of the tester's settings. Its home is `cwd`. */
export function startPixomax(words: string[], { cwd, env = {}, stdin = "" }: Surroundings): Running {
  const { PATH = "", TMPDIR = "/tmp" } = process.env;
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: {
      PATH,
      TMPDIR,
      HOME: cwd,
      XDG_CONFIG_HOME: path.join(cwd, ".config"),
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {}); // it may end without reading
  child.stdin.end(stdin);
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  const ended = Promise.all([code, buffer(child.stdout), text(child.stderr)]).then(([code, bytes, stderr]) => ({
    ...{ code, bytes, stderr },
    stdout: bytes.toString(),
  }));
  return { child, ended };
}

export const runPixomax = (words: string[], surroundings: Surroundings): Promise<Ended> =>
  startPixomax(words, surroundings).ended;
