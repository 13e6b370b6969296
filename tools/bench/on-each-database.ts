import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Db } from "../../lib/db/client";
import { connectDatabase } from "../../lib/db/connect-database";
import { createTestDatabase } from "../../lib/testing/database";

/**
 * Measures on the embedded database (on disk, in its own process, as the studio runs it) and, when TEST_DATABASE_URL names a
 * server, on PostgreSQL, one after the other. Both are empty before and gone afterwards.
 */
export async function onEachDatabase(measure: (name: string, db: Db) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bench-"));
  const embedded = await connectDatabase({ DATA_DIR: dataDir });
  await measure("embedded", embedded.db);
  await embedded.close();
  await rm(dataDir, { recursive: true, force: true });
  if (!process.env.TEST_DATABASE_URL) return console.log("TEST_DATABASE_URL is not set: PostgreSQL is not measured");
  const server = await createTestDatabase();
  await measure("PostgreSQL", server.db);
  await server.close();
}
