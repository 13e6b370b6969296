import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Whether this machine has a redis-server; tests that need one are skipped without. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

export type TestRedis = { url: string; stop(): Promise<void> };

/** An empty Redis on a free port of 127.0.0.1 that writes nothing. */
export async function startRedis(): Promise<TestRedis> {
  const port = await findFreePort();
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn("redis-server", options, {
    cwd: mkdtempSync(path.join(tmpdir(), "redis-")),
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of server.stdout) if (String(line).includes("Ready to accept connections")) break;
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(server, "exit");
      if (server.exitCode === null && server.kill()) await ended;
    },
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}
