import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

/** A studio that is measured from outside. `lines` is what it has printed. */
export type Running = { url: string; child: ChildProcess; lines(): string[] };

/** Starts the real studio on a free port. Resolves once it is healthy: its models are loaded. */
export async function startStudio(dataDir: string, settings: Record<string, string> = {}): Promise<Running> {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "127.0.0.1", ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", "server/start.ts"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  let url: string | undefined;
  while (!url) {
    await wait(50);
    url = /running at (http:\/\/\S+)/.exec(printed)?.[1]?.replace("localhost", "127.0.0.1");
  }
  while (!(await fetch(`${url}/api/health`).catch(() => null))?.ok) await wait(50);
  return { url, child, lines: () => printed.split("\n") };
}
