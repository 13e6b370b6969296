import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../lib/db/migrate";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "../lib/testing/database";

// The studio migrates by itself; developers and operators may use Prisma's command. Each must accept what the other did.
const root = path.resolve(import.meta.dirname, "..");
const slow = 120_000;
let byPrisma: Awaited<ReturnType<typeof createEmptyDatabase>>;
let byStudio: TestDatabase;
beforeAll(async () => {
  byPrisma = await createEmptyDatabase();
  byStudio = await createTestDatabase();
});
afterAll(async () => {
  await byPrisma.remove();
  await byStudio.close();
});

/** What `prisma migrate …` prints on a database; rejects when it exits with an error. */
async function runPrisma(command: string, { url }: { url: string }): Promise<string> {
  const args = [path.join(root, "node_modules/prisma/build/index.js"), "migrate", command];
  const env = { ...process.env, DATABASE_URL: url };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return stdout;
}

async function readRows({ url }: { url: string }, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Columns, constraints, indexes and enum values, in words, and what was applied. */
const readShape = async (database: { url: string }) => [
  await readRows(
    database,
    `SELECT table_name AS place, concat_ws(' ', column_name, udt_name, is_nullable, column_default) AS shape
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
     UNION ALL SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
     UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
     UNION ALL SELECT enumtypid::regtype::text, enumlabel FROM pg_enum
     ORDER BY place, shape`,
  ),
  await readRows(database, "SELECT migration_name, checksum FROM _prisma_migrations ORDER BY migration_name"),
];

test(
  "a database that Prisma's engine migrated has nothing to do at the start of the studio, and is like the studio's own",
  async () => {
    await runPrisma("deploy", byPrisma);
    const shape = await readShape(byPrisma);
    expect(await migrate(byPrisma.url)).toEqual([]);
    expect(await readShape(byPrisma)).toEqual(shape);
    expect(await readShape(byStudio)).toEqual(shape);
  },
  slow,
);

test(
  "Prisma finds nothing to do on a database that the studio migrated",
  async () => {
    expect(await runPrisma("status", byStudio)).toContain("Database schema is up to date");
  },
  slow,
);
