import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { loadSchemaEngine, readMigrations } from "./schema-engine";

const migrationsFolder = path.join(import.meta.dirname, "../../prisma/migrations");
const lockKey = 7_203_441_226;

/**
 * Brings the database at `url` up to the migrations in prisma/migrations and returns the names of those applied now.
 * Safe to run from several processes at once, and again: all of it is one transaction, so others wait and then find nothing
 * to do, and a migration that fails leaves nothing behind. (Hence no CREATE INDEX CONCURRENTLY in a migration.)
 */
export async function migrate(url: string): Promise<string[]> {
  // One connection only, never closed for idleness: the engine's queries then run inside the transaction opened on it.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0 });
  pool.on("error", () => {}); // a lost connection also fails the query that needs it
  try {
    await pool.query("BEGIN");
    await pool.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
    const applied = await applyMigrations(pool);
    await pool.query("COMMIT");
    return applied;
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    await pool.end();
  }
}

async function applyMigrations(pool: pg.Pool): Promise<string[]> {
  const SchemaEngine = await loadSchemaEngine();
  const adapter = new PrismaPg(pool);
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory({
      provider: "postgres",
      adapterName: "@prisma/adapter-pg",
      connect: () => adapter.connect(),
      connectToShadowDb: () => Promise.reject(new Error("applying migrations needs no shadow database")),
    }),
  );
  const { appliedMigrationNames } = await engine.applyMigrations({
    migrationsList: readMigrations(migrationsFolder),
    filters: { externalTables: [], externalEnums: [] },
  });
  return appliedMigrationNames;
}
