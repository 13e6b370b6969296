import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";

/** What migrations may CREATE EXTENSION. Every PGlite that opens the same files must be given it. */
export const extensions = { pg_trgm };

/**
 * Opens the database files in `dataDir`, making them first when there are none. Only for the process that holds the claim.
 * New files are made aside and renamed when they are whole, so that a kill in between leaves nothing that cannot be opened.
 */
export async function openPglite(dataDir: string): Promise<PGlite> {
  const folder = path.join(dataDir, "database");
  if (!existsSync(folder)) {
    const fresh = path.join(dataDir, "database.new");
    rmSync(fresh, { recursive: true, force: true });
    const made = await PGlite.create({ dataDir: fresh, extensions });
    await made.close();
    renameSync(fresh, folder);
  }
  return PGlite.create({ dataDir: folder, extensions });
}
