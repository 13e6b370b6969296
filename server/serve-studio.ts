import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { database as openClient, publishDatabaseUrl } from "../lib/db/database";
import { openDatabase } from "../lib/db/embedded/open-database";
import { migrate } from "../lib/db/migrate";
import { settings } from "../lib/env/settings";
import { enterStudio } from "../lib/instances/join-studio";
import { publishOwnAddress } from "../lib/lifecycle/singleton";
import { log } from "../lib/log/log";
import { checkStorage } from "../lib/storage/select-storage";
import { version } from "../package.json";
import { explainListenError } from "./claim-studio";
import { createHttpServer } from "./create-http-server";
import { type ListeningOn, listAddresses } from "./list-addresses";
import type { App } from "./roles/open-site";
import { stopServing } from "./stop-serving";

/**
 * `url` is the address that links start with, `listening` what the addresses of this machine follow from; `stop` drains
 * the server for DRAIN_SECONDS, then ends it, running jobs, engine and database, in that order.
 */
export type RunningStudio = { url: string; listening: ListeningOn; stop(): Promise<void> };

/** Opens the database, migrates and serves the studio in this process, which is the only one on DATA_DIR. */
export async function serveStudio({ dev }: { dev: boolean }): Promise<RunningStudio> {
  const { HOST, PORT, PUBLIC_URL, DATA_DIR, DATABASE_URL, TRUST_PROXY, UPLOAD_TIMEOUT_SECONDS, DRAIN_SECONDS } =
    settings();
  const { linkOrigin } = await checkStorage(settings());
  const database = await openDatabase({ databaseUrl: DATABASE_URL, dataDir: DATA_DIR });
  await migrate(database.url);
  publishDatabaseUrl(database.url);
  const membership = await enterStudio({ db: openClient(), settings: settings(), version, log: log() });

  const app = await openApp(dev);
  const server = createHttpServer(app.handle, {
    answerFile: app.answerFile,
    trustProxy: TRUST_PROXY,
    publicUrl: PUBLIC_URL,
    storageOrigin: linkOrigin,
    dev,
    // The upload's own deadline answers first, in words; this one is for requests that no handler reads.
    requestTimeoutMs: (UPLOAD_TIMEOUT_SECONDS + 30) * 1000,
  });
  if (app.upgrade) server.on("upgrade", app.upgrade);
  await membership.known();
  server.listen(PORT, HOST);
  await once(server, "listening").catch((error: unknown) => {
    throw explainListenError(error, PORT);
  });

  const { port } = server.address() as AddressInfo;
  const listening = { host: HOST, port, publicUrl: PUBLIC_URL, interfaces: networkInterfaces() };
  const url = PUBLIC_URL ?? listAddresses(listening).local;
  publishOwnAddress(url);
  const stop = async () => {
    await stopServing(server, pause(DRAIN_SECONDS * 1000));
    await database.close();
  };
  return { url, listening, stop };
}

/** Loaded by role: a worker is without Next, and a site must not load what only runs outside its bundles. */
async function openApp(dev: boolean): Promise<App> {
  const { ROLE, HOST, PORT } = settings();
  if (ROLE === "worker") return (await import("./roles/open-worker")).openWorker();
  return (await import("./roles/open-site")).openSite({ dev, host: HOST, port: PORT });
}
