import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";

/** A private folder for the files of one request. It is on the same disk as the local storage, so keeping a file is a rename. */
export type Spool = { dir: string; remove(): Promise<void> };

const spoolRoot = (dataDir: string) => path.join(dataDir, "spool");

export async function openSpool(dataDir: string): Promise<Spool> {
  const root = spoolRoot(dataDir);
  const make = () => mkdtemp(path.join(root, "request-"));
  const dir = await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await mkdir(root, { recursive: true, mode: 0o700 });
    return make();
  });
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/**
 * Removes the folders that killed processes left behind. Only for the process that has claimed `dataDir`, before its first
 * request: the folders in it then belong to nobody alive.
 */
export async function clearDeadSpools(dataDir: string): Promise<void> {
  const root = spoolRoot(dataDir);
  const names = await readdir(root).catch(() => []);
  await Promise.all(names.map((name) => rm(path.join(root, name), { recursive: true, force: true })));
}
