import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { extensions } from "../db/embedded/open-pglite";
import { servePglite } from "../db/embedded/serve-pglite";
import { migrate } from "../db/migrate";

/** Once per run: a temporary folder that everything goes into and that is gone afterwards, and the database to copy. */
export default async function prepareUnitTests(): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), "pixomax-tests-"));
  const dump = path.join(folder, "database.tar");
  writeFileSync(dump, await dumpMigratedDatabase());
  // The workers inherit both; TMPDIR is what os.tmpdir() reads.
  // biome-ignore lint/style/noProcessEnv: settings of the tests, not of the studio
  Object.assign(process.env, { TMPDIR: folder, TEST_DATABASE_DUMP: dump });
  return () => rmSync(folder, { recursive: true, force: true });
}

async function dumpMigratedDatabase(): Promise<Buffer> {
  const pglite = await PGlite.create({ extensions });
  const server = await servePglite(pglite, { folders: [], onFatal: (error) => console.error(error) });
  await migrate(server.url);
  await server.stop();
  const dump = await pglite.dumpDataDir("none");
  await pglite.close();
  return Buffer.from(await dump.arrayBuffer());
}
