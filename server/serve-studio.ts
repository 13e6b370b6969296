import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import next from "next";
import { publishDatabaseUrl } from "../lib/db/database";
import { openDatabase } from "../lib/db/embedded/open-database";
import { migrate } from "../lib/db/migrate";
import { settings } from "../lib/env/settings";
import { publishOwnAddress } from "../lib/lifecycle/singleton";
import { runStopHooks } from "../lib/lifecycle/stop-hooks";
import { clearDeadSpools } from "../lib/storage/spool";
import { createHttpServer } from "./create-http-server";

/** `url` is the address to open; `stop` ends server, running jobs, engine and database, in that order. */
export type RunningStudio = { url: string; stop(): Promise<void> };

/** Opens the database, migrates and serves the studio in this process. */
export async function serveStudio({ dev }: { dev: boolean }): Promise<RunningStudio> {
  const { HOST, PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, TRUST_PROXY, UPLOAD_TIMEOUT_SECONDS } = settings();
  const database = await openDatabase({ databaseUrl: DATABASE_URL, dataDir: DATA_DIR });
  await migrate(database.url);
  publishDatabaseUrl(database.url);
  await clearDeadSpools(DATA_DIR);

  const app = next({ dev, dir: path.resolve(import.meta.dirname, ".."), hostname: HOST, port: PORT });
  await app.prepare();
  const server = createHttpServer(app.getRequestHandler(), {
    trustProxy: TRUST_PROXY,
    // The upload's own deadline answers first, in words; this one is for requests that no handler reads.
    requestTimeoutMs: (UPLOAD_TIMEOUT_SECONDS + 30) * 1000,
  });
  if (dev) server.on("upgrade", app.getUpgradeHandler());
  server.listen(PORT, HOST);
  await once(server, "listening");

  const { port } = server.address() as AddressInfo;
  const shown = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(HOST) ? "localhost" : HOST;
  const url = PUBLIC_URL ?? `http://${shown}:${port}`;
  publishOwnAddress(url);
  const stop = async () => {
    await stopServing(server);
    await database.close();
  };
  return { url, stop };
}

async function stopServing(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  for (const { name, error } of await runStopHooks()) console.error(`Stopping ${name} failed:`, error);
  // The answers of the jobs that just ended still have to go out.
  const late = setTimeout(() => server.closeAllConnections(), 1_000);
  server.closeIdleConnections();
  await closed;
  clearTimeout(late);
}
