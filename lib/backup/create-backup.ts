import { access, mkdtemp, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { Clock } from "../clock/clock";
import type { OpenDatabase } from "../db/embedded/open-database";
import type { SecretName } from "../env/secrets";
import type { Storage } from "../storage/storage";
import { BackupError, entryNames, formatVersion, type Manifest, manifestName, secretsName } from "./archive/manifest";
import { type ArchiveWriter, writeArchive } from "./archive/write-archive";
import { dumpRows, inSnapshot } from "./rows/dump-rows";
import { type Applied, quote, readApplied, readCatalog } from "./rows/read-catalog";

export type BackupRequest = {
  /** Where to write it; there must be nothing yet. */
  file: string;
  dataDir: string;
  databaseUrl?: string;
  /** Photos and outputs too, not only the database and the secrets. */
  withFiles: boolean;
  /** Where those are. */
  storage: Storage;
  /** Names of the secrets that the environment sets. */
  secretsFromEnvironment: SecretName[];
};
export type BackupSummary = Pick<Manifest, "createdAt" | "secretsFromEnvironment" | "withFiles"> & {
  bytes: number;
  rows: Record<string, number>;
  files: number;
};
/** `openDatabase` is given, for the pages cannot start a database: what does that runs outside their bundles. */
export type BackupDeps = {
  clock: Clock;
  openDatabase(where: { databaseUrl?: string; dataDir: string }): Promise<OpenDatabase>;
};
type Snapshot = { migrations: Applied[]; tables: Manifest["tables"]; jobsWithFiles: string[] };

/**
 * Writes database, generated secrets and, on demand, files to one archive, which is as secret as they are (mode 600). The studio
 * may run meanwhile: the rows are those of one moment. On the embedded database everything else waits while they are read.
 * @throws {BackupError} with nothing left behind
 */
export async function createBackup(
  request: BackupRequest,
  { clock, openDatabase }: BackupDeps,
): Promise<BackupSummary> {
  const { file, dataDir, databaseUrl } = request;
  await refuseExisting(file);
  if (!databaseUrl && !(await exists(path.join(dataDir, "database")))) {
    throw new BackupError(`There is no studio in ${dataDir}: it has no database. Set DATA_DIR to the studio's.`);
  }
  // Beside the archive, so that a rename puts it into place: whatever has its name is whole.
  const folder = await mkdtemp(`${file}.part-`).catch(explain);
  try {
    return await makeBackup(request, { folder, createdAt: clock.now().toISOString(), openDatabase }).catch(explain);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeBackup(
  request: BackupRequest,
  { folder, createdAt, openDatabase }: Pick<BackupDeps, "openDatabase"> & { folder: string; createdAt: string },
): Promise<BackupSummary> {
  const { file, dataDir, databaseUrl, secretsFromEnvironment, withFiles, storage } = request;
  const database = await openDatabase({ databaseUrl, dataDir });
  const snapshot = await dumpDatabase(request, { url: database.url, folder }).finally(database.close);
  const whole = path.join(folder, "archive");
  let files = 0;
  await writeArchive(whole, async (archive) => {
    for (const { name } of snapshot.tables) await archive.addFile(entryNames.rows(name), path.join(folder, name));
    await archive.addFile(secretsName, path.join(dataDir, secretsName));
    if (withFiles) files = await addFiles(archive, storage, snapshot.jobsWithFiles);
    const manifest = writeManifest(request, { ...snapshot, createdAt, entries: archive.entries });
    await archive.addText(manifestName, JSON.stringify(manifest));
  });
  const { size } = await stat(whole);
  await refuseExisting(file);
  await rename(whole, file);
  await flushFolder(path.dirname(file));
  const rows = Object.fromEntries(snapshot.tables.map((table) => [table.name, table.rows]));
  return { createdAt, bytes: size, rows, secretsFromEnvironment, withFiles, files };
}

function explain(error: unknown): never {
  if (error instanceof BackupError || !(error instanceof Error)) throw error;
  throw new BackupError(`The backup was not made, and nothing of it is left: ${error.message}.`, { cause: error });
}

function writeManifest(
  { withFiles, secretsFromEnvironment }: BackupRequest,
  { migrations, tables, createdAt, entries }: Pick<Manifest, "migrations" | "tables" | "createdAt" | "entries">,
): Manifest {
  return {
    ...{ product: "pixomax-studio", format: formatVersion, createdAt, migrations, tables },
    ...{ secretsFromEnvironment, withFiles, entries: { ...entries } },
  };
}

/** Every table to a file of its name in `folder`, all as of one moment. */
async function dumpDatabase(
  { withFiles }: BackupRequest,
  { url, folder }: { url: string; folder: string },
): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // a lost connection also fails the query that needs it
  try {
    await client.connect();
    return await inSnapshot(client, async () => {
      const migrations = await readApplied(client);
      if (migrations.length === 0) throw new BackupError("The database holds no studio: it has no migrations.");
      const tables: Manifest["tables"] = [];
      for (const table of await readCatalog(client)) {
        const rows = await dumpRows(client, table, path.join(folder, table.name));
        tables.push({ name: table.name, columns: table.columns.map(({ name }) => name), rows });
      }
      return { migrations, tables, jobsWithFiles: withFiles ? await readJobsWithFiles(client) : [] };
    });
  } finally {
    await client.end();
  }
}

async function readJobsWithFiles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM jobs WHERE ${quote("filesDeletedAt")} IS NULL`);
  return rows.map(({ id }) => id);
}

/**
 * The files of jobs that the backup has, and no other: nothing would ever delete those of a job without a row. What is deleted
 * meanwhile is left out.
 */
async function addFiles(archive: ArchiveWriter, storage: Storage, jobIds: readonly string[]): Promise<number> {
  let count = 0;
  for (const jobId of jobIds) {
    for (const { key } of await storage.list(jobId)) {
      const entry = entryNames.file(key);
      const opened = entryNames.keyOf(entry) ? await storage.open(key) : null;
      if (!opened) continue;
      await archive.addStream(entry, opened.bytes, opened.stream);
      count += 1;
    }
  }
  return count;
}

async function refuseExisting(file: string): Promise<void> {
  if (await exists(file))
    throw new BackupError(`${file} exists already. Name a file that does not; nothing was changed.`);
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** A rename survives a power cut once its folder is on the disk. Windows has no such call. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
