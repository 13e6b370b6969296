import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { signLink } from "./signed-link";
import type { Storage } from "./storage";

const contentTypes: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".avif": "image/avif",
  ".heic": "image/heic",
  ".jxl": "image/jxl",
  ".jpx": "image/jp2",
  ".bmp": "image/bmp",
  // PDF and raw files are not named: a browser should save them, not open them in the studio's origin.
};
const jobShape = /^job_[0-9A-Za-z]+$/;
const keyShape = /^job_[0-9A-Za-z]+\/[a-z]+\.[a-z]+$/;

/** Storage in a folder of this machine, with signed links to `/files`. */
export function createLocalDiskStorage({ dir, linkSecret }: { dir: string; linkSecret: string }): Storage {
  // A key from a URL could try to leave the folder, so only keys of the expected shape become paths.
  const fileOf = (key: string) => (keyShape.test(key) ? path.join(dir, key) : null);

  const describeFile = async (key: string) => {
    const file = fileOf(key);
    if (!file) return null;
    const found = await stat(file).catch(whenMissing(null));
    return found
      ? { bytes: found.size, contentType: contentTypes[path.extname(key)] ?? "application/octet-stream" }
      : null;
  };

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
      const found = await describeFile(key);
      if (!file || !found) return null;
      return { ...found, stream: createReadStream(file, range) };
    },
    async deleteFiles(jobId, isUnwanted) {
      if (!jobShape.test(jobId)) return;
      const names = await readdir(path.join(dir, jobId)).catch(whenMissing<string[]>([]));
      for (const name of names.filter(isUnwanted)) await rm(path.join(dir, jobId, name), { force: true });
    },
    async deleteJob(jobId) {
      if (jobShape.test(jobId)) await rm(path.join(dir, jobId), { recursive: true, force: true });
    },
    signLink: (key, expiresAt) => signLink(key, expiresAt, linkSecret),
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
