import { statfs } from "node:fs/promises";

/** Bytes that this user may still write on the disk that holds `dir`, which must exist. */
export async function readFreeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

export const megabyte = 1_000_000;
export const gigabyte = 1_000_000_000;
