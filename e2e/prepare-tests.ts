import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPglite } from "../lib/db/embedded/open-pglite";
import { servePglite } from "../lib/db/embedded/serve-pglite";
import { migrate } from "../lib/db/migrate";
import { ensureBuild } from "../server/ensure-build";

/** Once per run: the build, and a migrated database for each new studio to begin with, which takes half of a first start. */
export default async function prepareTests(): Promise<() => Promise<void>> {
  await ensureBuild();
  const dataDir = await mkdtemp(path.join(tmpdir(), "studio-"));
  const pglite = await openPglite(dataDir);
  const server = await servePglite(pglite, { folders: [], onFatal: (error) => console.error(error) });
  await migrate(server.url);
  await server.stop();
  await pglite.close();
  // The workers inherit it.
  process.env.TEST_DATA_DIR = dataDir;
  return () => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
