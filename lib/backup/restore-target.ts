import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { openPglite } from "../db/embedded/open-pglite";
import { runFolders } from "../db/embedded/run-folders";
import { type PgliteServer, servePglite } from "../db/embedded/serve-pglite";

/** A private folder inside DATA_DIR that everything is restored into, so that a restore that fails leaves nothing behind. */
export type Staging = { folder: string; moveIntoPlace(): Promise<void>; remove(): Promise<void> };

// The secrets first: a studio that starts without them would make others, and no key or link would be valid.
const order = ["secrets.json", "files", "database"];

export async function openStaging(dataDir: string): Promise<Staging> {
  const isNew = !existsSync(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(dataDir, "restore.part-"));
  return {
    folder,
    async moveIntoPlace() {
      for (const name of order) {
        if (existsSync(path.join(folder, name))) await rename(path.join(folder, name), path.join(dataDir, name));
      }
    },
    async remove() {
      await rm(folder, { recursive: true, force: true });
      if (isNew && (await readdir(dataDir)).length === 0) await rmdir(dataDir);
    },
  };
}

export type RestoreDatabase = { url: string; close(): Promise<void> };

/**
 * The database to restore into: that of `databaseUrl`, or a new embedded one in `folder`. That one is served by this process
 * itself; nobody else knows the folder. `close` rejects when it broke.
 */
export async function openRestoreDatabase(folder: string, databaseUrl?: string): Promise<RestoreDatabase> {
  if (databaseUrl) return { url: databaseUrl, close: async () => {} };
  const pglite = await openPglite(folder).catch((cause: unknown) => {
    throw stopped(cause);
  });
  const { inData, inTmp } = runFolders(folder);
  const broken: unknown[] = [];
  const onFatal = (error: unknown) => {
    broken.push(error);
    // Nobody would be answered any more: this ends the connections, and with them the queries that wait.
    server.stop().catch((cause: unknown) => broken.push(cause));
  };
  const server: PgliteServer = await servePglite(pglite, {
    folders: process.platform === "win32" ? [] : [inData, inTmp],
    onFatal,
  });
  return {
    url: server.url,
    close: async () => {
      if (broken.length > 0) throw stopped(broken[0]);
      await server.stop();
      await pglite.close();
    },
  };
}

/** PGlite's own words for a full disk are "Aborted()". */
const stopped = (cause: unknown): Error =>
  new Error(`the embedded database stopped, as it does when the disk is full (${String(cause)})`, { cause });
