import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { z } from "zod";

const shippedFolder = path.join(import.meta.dirname, "../../prisma/migrations");
/** The key that Prisma's own `migrate` commands lock, so that they and a starting studio wait for each other. */
const lockKey = 72_707_369;

// The table as Prisma makes it, and everything below reads and writes it as Prisma does.
const createTable = `
  CREATE TABLE _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type Migration = { name: string; sql: string };
const rowSchema = z.object({
  migration_name: z.string(),
  checksum: z.string(),
  started_at: z.date(),
  finished_at: z.date().nullable(),
});
type Row = z.infer<typeof rowSchema>;

/**
 * Brings the database at `url` up to the migrations in `folder` and returns the names of those applied now, oldest first.
 *
 * Each migration and its row in `_prisma_migrations` are one transaction: one that fails leaves nothing of itself behind, and
 * those before it stay. (Hence no CREATE INDEX CONCURRENTLY, BEGIN or COMMIT in a migration.) Any number of processes may call
 * this at once. Each transaction takes the lock and looks anew at what is applied, so every migration runs once; on the
 * embedded database, where all connections share one session and its locks, a transaction already makes the others wait.
 * @param upTo the last one to apply, for a database that is to be as an earlier version had it
 * @throws {MigrationError} when a migration fails, or the database is not one that these migrations can bring up to date
 */
export async function migrate(url: string, folder = shippedFolder, upTo?: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // a lost connection also fails the query that needs it
  await client.connect();
  try {
    const applied: string[] = [];
    await inTransaction(client, () => forgetLostQueue(client));
    for (;;) {
      const name = await inTransaction(client, () => applyNext(client, migrations, upTo));
      if (name === null) return applied;
      applied.push(name);
    }
  } finally {
    await client.end();
  }
}

/** The database cannot be brought up to date. The message says what is wrong and what to do. */
export class MigrationError extends Error {}

/** Whether this version ships the migration `name` as it was where `checksum` was recorded; null when it ships none of that name. */
export function shipsMigration(name: string, checksum: string, folder = shippedFolder): boolean | null {
  const migration = readMigrations(folder).find((each) => each.name === name);
  return migration ? matchesChecksum(migration.sql, checksum) : null;
}

/** Every migration of the folder, oldest first: their names begin with the time they were made. */
function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(path.join(folder, name, "migration.sql"), "utf8") }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // the first error says more
    throw error;
  }
}

/**
 * The queue's schema may be missing, since a dump of `public` alone leaves it out, and whoever wants the queue empty may drop it.
 * Then the migrations that make it, and nothing else, are applied again: their names end in `_queue`. Sweeps add the messages.
 */
async function forgetLostQueue(client: pg.Client): Promise<void> {
  await readRows(client); // makes the table
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now()
     WHERE rolled_back_at IS NULL AND migration_name LIKE '%\\_queue' AND to_regnamespace('pgboss') IS NULL`,
  );
}

/** Applies the oldest migration that is not applied yet and returns its name; null when there is none. */
async function applyNext(client: pg.Client, migrations: Migration[], upTo?: string): Promise<string | null> {
  const rows = await readRows(client);
  for (const row of rows) refuseUnusable(row, migrations);
  const done = new Set(rows.map((row) => row.migration_name));
  const next = migrations.find(({ name }) => !done.has(name));
  if (!next || (upTo !== undefined && next.name > upTo)) return null;
  // Not now(), which is when the transaction began: it may have waited for the lock since, while others migrated.
  const { rows: clock } = await client.query("SELECT clock_timestamp() AS time");
  await client.query(next.sql).catch((error: Error) => {
    throw new MigrationError(
      `The migration ${next.name} failed and was undone; nothing is lost. The database says: ${error.message}. ` +
        "If the database holds tables of another program, set DATABASE_URL to an empty one of the studio's own.",
      { cause: error },
    );
  });
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), checksumOf(next.sql), next.name, clock[0]?.time],
  );
  return next.name;
}

/** What was applied or begun. Leaves out what somebody declared undone with `prisma migrate resolve --rolled-back`. */
async function readRows(client: pg.Client): Promise<Row[]> {
  // Asked first, because a role that may only use the tables is refused CREATE TABLE even where the table exists.
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!found[0]?.exists) await client.query(createTable);
  const { rows } = await client.query(
    `SELECT migration_name, checksum, started_at, finished_at FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return z.array(rowSchema).parse(rows);
}

function refuseUnusable({ migration_name: name, checksum, started_at, finished_at }: Row, known: Migration[]): void {
  const migration = known.find((each) => each.name === name);
  if (!migration) {
    throw new MigrationError(
      `This database belongs to a newer version of the studio: it has the migration ${name}, which this version does not ` +
        "know. Start the newer version, or restore a backup from before the update.",
    );
  }
  if (!finished_at) {
    throw new MigrationError(
      `The migration ${name} began at ${started_at.toISOString()} and did not end, so the database may be half changed. ` +
        "Restore a backup from before it. Or repair the tables by hand, tell the database what they are like now with " +
        `\`npx prisma migrate resolve --rolled-back ${name}\` (as before the migration) or \`--applied ${name}\` (as after ` +
        "it), and start again.",
    );
  }
  if (!matchesChecksum(migration.sql, checksum)) {
    throw new MigrationError(
      `The file prisma/migrations/${name}/migration.sql is not the one that was applied to this database. Restore the ` +
        "file of the release, and put changes into a migration of their own.",
    );
  }
}

const checksumOf = (sql: string): string => createHash("sha256").update(sql).digest("hex");

/** As Prisma compares them: a checkout with other line ends has the same migrations. */
const matchesChecksum = (sql: string, checksum: string): boolean =>
  [sql, sql.replaceAll("\r\n", "\n"), sql.replaceAll(/\r?\n/g, "\r\n")].some((text) => checksumOf(text) === checksum);
