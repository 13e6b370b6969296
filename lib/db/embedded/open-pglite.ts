import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";

/**
 * Opens the database files in `dataDir`, making them first when there are none. Only for the process that holds the claim.
 * New files are made aside and renamed when they are whole, so that a kill in between leaves nothing that cannot be opened.
 */
export async function openPglite(dataDir: string): Promise<PGlite> {
  const folder = path.join(dataDir, "database");
  if (!existsSync(folder)) {
    const fresh = path.join(dataDir, "database.new");
    rmSync(fresh, { recursive: true, force: true });
    const made = await PGlite.create({ dataDir: fresh });
    await made.close();
    renameSync(fresh, folder);
  }
  return PGlite.create({ dataDir: folder });
}
