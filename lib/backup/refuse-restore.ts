import { readdir, realpath } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { shipsMigration } from "../db/migrate";
import { BackupError, type Manifest } from "./archive/manifest";
import { quote, readApplied, readCatalog } from "./rows/read-catalog";

/** What an operator may have put there before, or the system did. */
const harmless = ["models", "lost+found"];

/** @throws {BackupError} unless DATA_DIR is empty or not there: a running studio has files in it */
export async function refuseUsedFolder(dataDir: string, archive: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const own = await realpath(archive).catch(() => "");
  const found: string[] = [];
  for (const name of names) {
    const isArchive = own !== "" && (await realpath(path.join(dataDir, name)).catch(() => null)) === own;
    if (!isArchive && !harmless.includes(name)) found.push(name);
  }
  if (found.length === 0) return;
  throw new BackupError(
    `${dataDir} is not empty: it has ${list(found)}. A backup is restored into an empty DATA_DIR, so that nothing is ` +
      "overwritten. Stop the studio if it runs, move the folder away or set DATA_DIR to another, and try again. " +
      "Nothing was changed.",
  );
}

/**
 * @throws {BackupError} when this version cannot make the schema that the backup has, because that of a newer one or of another
 *   program
 */
export function refuseForeignSchema({ migrations }: Manifest): void {
  for (const { name, checksum } of migrations) {
    const shipped = shipsMigration(name, checksum);
    if (shipped) continue;
    throw new BackupError(
      shipped === null
        ? `The backup is from a newer version of the studio: its database has the migration ${name}, which this version ` +
            "does not know. Restore it with that version. Nothing was changed."
        : `The backup's database was made with another migration ${name} than this version ships. Restore it with the ` +
            "version that made it. Nothing was changed.",
    );
  }
}

/** @throws {BackupError} unless nobody uses the database, it has no row, and its schema is not beyond the backup's */
export async function refuseUsedDatabase(url: string, { migrations }: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // a lost connection also fails the query that needs it
  await client.connect();
  try {
    const others = await countOthers(client);
    if (others > 0) {
      throw new BackupError(
        `The database of DATABASE_URL has ${others} other connections. Stop the studio and whatever else uses it, and try ` +
          "again. Nothing was changed.",
      );
    }
    const used = await findUsedTables(client);
    if (used.length > 0) {
      throw new BackupError(
        `The database of DATABASE_URL is not empty: there are rows in ${list(used)}. A backup is restored into an empty ` +
          "database, so that nothing is overwritten: set DATABASE_URL to a new one. Nothing was changed.",
      );
    }
    const known = new Set(migrations.map(({ name }) => name));
    const beyond = (await readApplied(client)).filter(({ name }) => !known.has(name));
    if (beyond.length > 0) {
      throw new BackupError(
        `The database of DATABASE_URL is empty, but its tables are those of a newer version than the backup's ` +
          `(${list(beyond.map(({ name }) => name))}). Set DATABASE_URL to a new database. Nothing was changed.`,
      );
    }
  } finally {
    await client.end();
  }
}

/** Other programs' connections. PostgreSQL lists one for a moment after it was closed, so a second is waited for that. */
async function countOthers(client: pg.Client): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const { rows } = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    const others = rows[0]?.others ?? 0;
    if (others === 0 || tries === 10) return others;
    await wait(100);
  }
}

async function findUsedTables(client: pg.Client): Promise<string[]> {
  const used: string[] = [];
  for (const { name } of await readCatalog(client)) {
    const { rows } = await client.query(`SELECT EXISTS (SELECT FROM ${quote(name)}) AS used`);
    if (rows[0]?.used) used.push(name);
  }
  return used;
}

const list = (names: string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
