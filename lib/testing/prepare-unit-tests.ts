import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { extensions } from "../db/embedded/open-pglite";
import { servePglite } from "../db/embedded/serve-pglite";
import { migrate } from "../db/migrate";

/**
 * Once per run: a temporary folder that everything goes into and that is gone afterwards, a dump of a migrated database to copy, and
 * for each worker one that is served, for the files that take an empty one as it is.
 */
export default async function prepareUnitTests({ config }: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), "pixomax-tests-"));
  const dump = path.join(folder, "database.tar");
  writeFileSync(dump, await dumpMigratedDatabase());
  // biome-ignore lint/style/noProcessEnv: a setting of the tests, not of the studio
  const isServer = process.env.TEST_DATABASE_URL !== undefined;
  const served = await Promise.all(Array.from({ length: isServer ? 0 : Number(config.maxWorkers) }, () => serve(dump)));
  const urls = served.map(({ url }) => url).join(" ");
  // The workers inherit them; TMPDIR is what os.tmpdir() reads.
  // biome-ignore lint/style/noProcessEnv: settings of the tests, not of the studio
  Object.assign(process.env, { TMPDIR: folder, TEST_DATABASE_DUMP: dump, TEST_DATABASES: urls });
  return () => {
    for (const { child } of served) child.disconnect();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function serve(dump: string): Promise<{ child: ChildProcess; url: string }> {
  const file = path.join(import.meta.dirname, "serve-test-database.ts");
  const child = fork(file, [dump], { execArgv: ["--import", "tsx"] });
  const [{ url }] = (await once(child, "message")) as [{ url: string }];
  return { child, url };
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
