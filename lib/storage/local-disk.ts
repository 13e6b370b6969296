import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { signLink } from "./signed-link";
import type { Storage } from "./storage";
import { contentTypeOf, isJobId, isStorageKey } from "./storage-key";

/** Storage in a folder of this machine, with signed links to `/files`. */
export function createLocalDiskStorage({ dir, linkSecret }: { dir: string; linkSecret: string }): Storage {
  const fileOf = (key: string) => (isStorageKey(key) ? path.join(dir, key) : null);

  const describeFile = async (key: string) => {
    const file = fileOf(key);
    if (!file) return null;
    const found = await stat(file).catch(whenMissing(null));
    return found ? { bytes: found.size, contentType: contentTypeOf(key) } : null;
  };
  const listNames = (jobId: string) =>
    isJobId(jobId) ? readdir(path.join(dir, jobId)).catch(whenMissing<string[]>([])) : Promise.resolve([]);

  return {
    stat: describeFile,
    async put(key, from, { durable }) {
      const file = fileOf(key);
      if (!file) throw new Error(`Not a storage key: ${key}`);
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      if (durable) await flush(from);
      await rename(from, file);
    },
    async open(key, range) {
      const file = fileOf(key);
      const handle = file && (await open(file).catch(whenMissing(null)));
      if (!handle) return null;
      // Opened already: what is deleted or replaced from now on is still read as it was.
      const { size: bytes } = await handle.stat();
      return { bytes, contentType: contentTypeOf(key), stream: handle.createReadStream(range) };
    },
    async list(jobId) {
      const keys = (await listNames(jobId)).map((name) => `${jobId}/${name}`).sort();
      const found = await Promise.all(keys.map(async (key) => ({ key, bytes: (await describeFile(key))?.bytes })));
      return found.flatMap(({ key, bytes }) => (bytes === undefined ? [] : [{ key, bytes, md5: null }]));
    },
    async *listJobs() {
      const names = await readdir(dir).catch(whenMissing<string[]>([]));
      yield names.filter(isJobId).sort();
    },
    async deleteFiles(jobId, isUnwanted) {
      const names = await listNames(jobId);
      for (const name of names.filter(isUnwanted)) await rm(path.join(dir, jobId, name), { force: true });
    },
    async deleteJob(jobId) {
      if (isJobId(jobId)) await rm(path.join(dir, jobId), { recursive: true, force: true });
    },
    signLink: (key, expiresAt) => signLink(key, expiresAt, linkSecret),
    createDirectLink: async () => null,
    checkHealth: async () => {},
  };
}

/** Credits are captured after `put`, so a paid output must already survive a power cut. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync().finally(() => handle.close());
}

function whenMissing<T>(fallback: T) {
  return (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return fallback;
    throw error;
  };
}
