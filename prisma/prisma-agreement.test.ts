import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../lib/db/migrate";
import { createEmptyDatabase } from "../lib/testing/database";

// The studio migrates by itself; developers and operators may use Prisma's command. Each must accept what the other did.
const root = path.resolve(import.meta.dirname, "..");
const slow = 120_000;
let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeEach(async () => {
  database = await createEmptyDatabase();
});
afterEach(() => database.remove());

/** What `prisma migrate …` prints on the database; rejects when it exits with an error. */
async function runPrisma(...command: string[]): Promise<string> {
  const args = [path.join(root, "node_modules/prisma/build/index.js"), "migrate", ...command];
  const env = { ...process.env, DATABASE_URL: database.url };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return stdout;
}

async function readRows(sql: string) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Columns, constraints and enum values, in words. */
const readShape = () =>
  readRows(`
    SELECT table_name AS place, column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS shape
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
    UNION ALL SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
    UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    UNION ALL SELECT enumtypid::regtype::text, enumlabel FROM pg_enum
    ORDER BY place, shape`);
const rows = "SELECT migration_name, checksum FROM _prisma_migrations ORDER BY migration_name";

test(
  "a database that Prisma's engine migrated has nothing to do at the start of the studio, and stays as it was",
  async () => {
    await runPrisma("deploy");
    const [shape, applied] = [await readShape(), await readRows(rows)];
    expect(await migrate(database.url)).toEqual([]);
    expect([await readShape(), await readRows(rows)]).toEqual([shape, applied]);
    await database.remove();
    database = await createEmptyDatabase();
    await migrate(database.url);
    expect([await readShape(), await readRows(rows)]).toEqual([shape, applied]);
  },
  slow,
);

test(
  "Prisma finds nothing to do on a database that the studio migrated",
  async () => {
    await migrate(database.url);
    expect(await runPrisma("status")).toContain("Database schema is up to date");
  },
  slow,
);
