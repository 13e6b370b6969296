import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import type { Duplex } from "node:stream";
import next from "next";
import { buildFolder } from "../ensure-build";
import { enginePrefix, type FileAnswerer, openCompressedFiles } from "../static/compressed-files";

/** What a process answers with, by its role. */
export type App = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Answers requests for files that the handler need not see. */
  answerFile?: FileAnswerer;
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
};
type Place = { dev: boolean; host: string; port: number };

/** Pages and API behind Next's handler, which starts the process's part of the work too (instrumentation.ts). */
export async function openSite({ dev, host, port }: Place): Promise<App> {
  const dir = path.resolve(import.meta.dirname, "../..");
  // Next listens for upgrades on the server that it gets, and in production it would keep such a connection open for ever.
  // On one that nobody reaches it hears none, and Node answers as if none had been asked for.
  const app = next({ dev, dir, hostname: host, port, httpServer: createServer() });
  await app.prepare();
  const engine = await openCompressedFiles(path.join(dir, "public", enginePrefix), enginePrefix);
  const scripts = dev ? null : await openCompressedFiles(path.join(dir, buildFolder(), "static"));
  return {
    handle: app.getRequestHandler(),
    answerFile: (request, response) => engine(request, response) || (scripts?.(request, response) ?? false),
    upgrade: dev ? app.getUpgradeHandler() : undefined,
  };
}
