import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { createDatabase, type Db } from "../db/client";
import { extensions } from "../db/embedded/open-pglite";
import { servePglite } from "../db/embedded/serve-pglite";
import { migrate } from "../db/migrate";

export type TestDatabase = { db: Db; url: string; isServer: boolean; clear(): Promise<void>; close(): Promise<void> };

/**
 * A migrated database of the test file's own: in memory, or on the PostgreSQL server that TEST_DATABASE_URL names. Make it in
 * `beforeAll`, `clear()` it in `beforeEach`, `close()` it in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  // biome-ignore lint/style/noProcessEnv: set by prepare-unit-tests; loading a dump takes a third of the time of making one
  const { url, remove } = await createEmptyDatabase(process.env.TEST_DATABASE_DUMP);
  await migrate(url);
  const db = createDatabase(url);
  return {
    db,
    url,
    // biome-ignore lint/style/noProcessEnv: a setting of the tests, not of the studio
    isServer: process.env.TEST_DATABASE_URL !== undefined,
    clear: () => clearTables(db),
    close: async () => {
      await db.$disconnect();
      await remove();
    },
  };
}

/**
 * The migrated database of this test worker, emptied: what createTestDatabase makes, without making it. Test files take it one after
 * the other. One that changes its structure has to put it back, or takes one of its own.
 */
export async function takeTestDatabase(): Promise<TestDatabase> {
  // biome-ignore lint/style/noProcessEnv: set by prepare-unit-tests, and by Vitest
  const { TEST_DATABASES = "", VITEST_POOL_ID } = process.env;
  const url = TEST_DATABASES.split(" ")[Number(VITEST_POOL_ID) - 1];
  if (!url) return createTestDatabase();
  const db = createDatabase(url);
  // All connections are one session, so that a file could leave it locks and settings.
  await db.$executeRaw`DISCARD ALL`;
  await truncateTables(db);
  return { db, url, isServer: false, clear: () => clearTables(db), close: () => db.$disconnect() };
}

/** A database without tables, where createTestDatabase would make it; in memory it begins as the file `dump` if there is one. */
export function createEmptyDatabase(dump?: string): Promise<{ url: string; remove(): Promise<void> }> {
  // biome-ignore lint/style/noProcessEnv: a setting of the tests, not of the studio
  const server = process.env.TEST_DATABASE_URL;
  return server ? createOnServer(server) : createInMemory(dump);
}

async function createInMemory(dump?: string) {
  const pglite = await PGlite.create({ extensions, ...(dump ? { loadDataDir: await openAsBlob(dump) } : {}) });
  const server = await servePglite(pglite, { folders: [], onFatal: (error) => console.error(error) });
  const remove = async () => {
    await server.stop();
    await pglite.close();
  };
  return { url: server.url, remove };
}

async function createOnServer(serverUrl: string) {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function runOnServer(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/**
 * Empties every table but the migrations', and the queues. Not by TRUNCATE, which makes every table's files anew and takes ten times as
 * long. As a replica there are no foreign keys to heed, nor the trigger that keeps the audit log's entries.
 */
async function clearTables(db: Db): Promise<void> {
  await db.$executeRaw`
    DO $$ DECLARE name text; BEGIN
      SET LOCAL session_replication_role = replica;
      FOR name IN SELECT quote_ident(tablename) FROM pg_tables
        WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'
      LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
    END $$`;
  await db.$executeRaw`DELETE FROM pgboss.job`;
}

/** Empties every table by making its files anew, which frees what thousands of deleted rows take. */
async function truncateTables(db: Db): Promise<void> {
  await db.$executeRaw`
    DO $$ BEGIN
      EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY' FROM pg_tables
        WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations');
    END $$`;
  await db.$executeRaw`TRUNCATE pgboss.job`;
}
