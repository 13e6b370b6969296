import "server-only";
import { createWriteStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Storage } from "../../storage/storage";

/** Writes an object of the storage to `file`. @throws an Error when it is not there */
export async function fetchStored(storage: Storage, key: string, file: string, signal?: AbortSignal): Promise<void> {
  const stored = await storage.open(key);
  if (!stored) throw new Error(`${key} is not in the storage.`);
  await pipeline(stored.stream, createWriteStream(file), { signal });
}

/** Puts a copy of `file` into the storage, which moves what it is given. It only has to last as long as somebody waits for it. */
export async function putCopy(storage: Storage, key: string, file: string): Promise<void> {
  const copy = `${file}.copy`;
  await copyFile(file, copy);
  await storage.put(key, copy, { contentType: "application/octet-stream", durable: false });
}
