import type pg from "pg";
import { z } from "zod";

/** A table as the database describes it. `types` are SQL, as in a cast. */
export type Table = { name: string; columns: { name: string; type: string }[]; parents: string[] };

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  parents: z.array(z.string()),
});

const catalog = `
  SELECT c.relname AS name,
    (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
      FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
    (SELECT coalesce(json_agg(DISTINCT p.relname), '[]') FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
      WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS parents
  FROM pg_class c
  WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> '_prisma_migrations'
  ORDER BY c.relname`;

/**
 * Every table of the studio but the migrations' and the unlogged ones, each after those that its rows refer to. An unlogged table
 * is about processes that run now, such as their leases and counts; PostgreSQL empties it after a crash, and no backup has it.
 */
export async function readCatalog(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query(catalog);
  return sortByParents(z.array(tableSchema).parse(rows));
}

function sortByParents(tables: Table[]): Table[] {
  const sorted: Table[] = [];
  const left = new Set(tables);
  while (left.size > 0) {
    const names = new Set([...left].map(({ name }) => name));
    const ready = [...left].filter(({ parents }) => !parents.some((parent) => names.has(parent)));
    if (ready.length === 0) throw new Error(`These tables refer to each other: ${[...names].join(", ")}.`);
    for (const table of ready) left.delete(table);
    sorted.push(...ready);
  }
  return sorted;
}

const migrationSchema = z.object({ name: z.string(), checksum: z.string() });
export type Applied = z.infer<typeof migrationSchema>;

/** The migrations that are applied to this database, oldest first; empty where there are none. */
export async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!found[0]?.exists) return [];
  const { rows } = await client.query(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
  );
  return z.array(migrationSchema).parse(rows);
}

/** An identifier in SQL. */
export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
