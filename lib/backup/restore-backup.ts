import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { checkLedger, type Violation } from "../credits/check/check-ledger";
import { createDatabase } from "../db/client";
import { migrate } from "../db/migrate";
import { BackupError, entryNames, type Manifest, manifestName, secretsName } from "./archive/manifest";
import { checkArchive, compareEntries, drain, readArchive } from "./archive/read-archive";
import { refuseForeignSchema, refuseUsedDatabase, refuseUsedFolder } from "./refuse-restore";
import { openRestoreDatabase, openStaging } from "./restore-target";
import { advanceSequences, loadRows } from "./rows/load-rows";
import { readCatalog, type Table } from "./rows/read-catalog";

export type RestoreRequest = { file: string; dataDir: string; databaseUrl?: string };
export type RestoreSummary = Pick<Manifest, "createdAt" | "secretsFromEnvironment" | "withFiles"> & {
  rows: Record<string, number>;
  files: number;
  /** Applied after the rows were loaded, because the backup is from an earlier version. */
  migrated: string[];
  ledgerViolations: Violation[];
};

/**
 * Restores an archive of createBackup into an empty DATA_DIR and an empty database, whichever of the two kinds either is. The
 * whole archive is checked first. A backup of an earlier version is loaded into the schema it had and then migrated. Violations
 * of the ledger are those of the backup: they are reported, and the restore stands.
 * @throws {BackupError} when it is refused or fails, with DATA_DIR and every row as before
 */
export async function restoreBackup(request: RestoreRequest): Promise<RestoreSummary> {
  const { file, dataDir, databaseUrl } = request;
  await refuseUsedFolder(dataDir, file);
  const manifest = await checkArchive(file);
  refuseForeignSchema(manifest);
  if (databaseUrl) await refuseUsedDatabase(databaseUrl, manifest);
  const staging = await openStaging(dataDir);
  try {
    const restored = await restoreInto(staging.folder, request, manifest);
    await staging.moveIntoPlace();
    const { createdAt, secretsFromEnvironment, withFiles } = manifest;
    const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
    return { createdAt, rows, secretsFromEnvironment, withFiles, ...restored };
  } catch (error) {
    if (error instanceof BackupError || !(error instanceof Error)) throw error;
    throw new BackupError(`The restore failed, and nothing of it is left: ${error.message}.`, { cause: error });
  } finally {
    await staging.remove();
  }
}

async function restoreInto(folder: string, { file, databaseUrl }: RestoreRequest, manifest: Manifest) {
  const database = await openRestoreDatabase(folder, databaseUrl);
  try {
    await migrate(database.url, undefined, manifest.migrations.at(-1)?.name);
    const files = await inTransaction(database.url, async (client) => {
      const tables = await readCatalog(client);
      refuseOtherColumns(manifest, tables);
      const count = await loadArchive(client, { file, folder, manifest, tables });
      await advanceSequences(client, tables);
      return count;
    });
    const migrated = await migrate(database.url);
    return { files, migrated, ledgerViolations: await findViolations(database.url) };
  } finally {
    await database.close();
  }
}

async function inTransaction<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // a lost connection also fails the query that needs it
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // the first error says more
    throw error;
  } finally {
    await client.end();
  }
}

/** The schema is the migrations', so only a database that somebody changed by hand has other tables or columns. */
function refuseOtherColumns(manifest: Manifest, tables: Table[]): void {
  const write = (name: string, columns: string[]) => `${name}(${[...columns].sort().join(", ")})`;
  const here = new Set(
    tables.map(({ name, columns }) =>
      write(
        name,
        columns.map((column) => column.name),
      ),
    ),
  );
  for (const { name, columns } of manifest.tables) {
    if (here.has(write(name, columns))) continue;
    throw new BackupError(
      `The backup's table ${name} has other columns than its migrations make, so it was changed by hand. Undo that in the ` +
        "studio that was backed up, and make another backup. Nothing was restored.",
    );
  }
}

type Load = { file: string; folder: string; manifest: Manifest; tables: Table[] };

/** Rows into the database, everything else into `folder`. Returns how many files. */
async function loadArchive(client: pg.Client, { file, folder, manifest, tables }: Load): Promise<number> {
  let files = 0;
  const found = await readArchive(file, async (name, content) => {
    const key = entryNames.keyOf(name);
    const dumped = manifest.tables.find((table) => table.name === entryNames.tableOf(name));
    const table = tables.find((each) => each.name === dumped?.name);
    if (name === manifestName) return drain(content);
    if (name === secretsName) return writeFile(path.join(folder, secretsName), content);
    if (dumped && table) {
      const count = await loadRows(client, table, { columns: dumped.columns, content });
      if (count === dumped.rows) return;
      throw new BackupError(`${file} has ${count} rows of ${name} instead of ${dumped.rows}. Nothing was restored.`);
    }
    if (!key) throw new BackupError(`${file} holds ${name}, which is no part of a backup. Nothing was restored.`);
    await mkdir(path.dirname(path.join(folder, "files", key)), { recursive: true, mode: 0o700 });
    await writeFile(path.join(folder, "files", key), content);
    files += 1;
  });
  compareEntries(file, manifest.entries, found);
  return files;
}

const writeFile = (file: string, content: AsyncIterable<Uint8Array>): Promise<void> =>
  pipeline(content, createWriteStream(file, { mode: 0o600, flush: true }));

async function findViolations(url: string): Promise<Violation[]> {
  const db = createDatabase(url);
  try {
    return await checkLedger(db);
  } finally {
    await db.$disconnect();
  }
}
