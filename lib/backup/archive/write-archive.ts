import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import type { Entries } from "./manifest";

export type ArchiveWriter = {
  /** Adds the file at `path`, streamed. False when there is no such file any more. */
  addFile(name: string, path: string): Promise<boolean>;
  /** Adds so many bytes, which `stream` must have. */
  addStream(name: string, bytes: number, stream: Readable): Promise<void>;
  addText(name: string, text: string): Promise<void>;
  /** Size and hash of what was added so far. */
  readonly entries: Entries;
};

/**
 * Writes a gzipped tar to `file` (mode 600, on the disk when this resolves) with what `fill` adds to it.
 * @throws whatever `fill` throws, or the disk's error; the file is incomplete then
 */
export async function writeArchive(file: string, fill: (archive: ArchiveWriter) => Promise<void>): Promise<void> {
  const tar = pack();
  const written = pipeline(tar, createGzip(), createWriteStream(file, { mode: 0o600, flush: true }));
  const filled = fill(createWriter(tar)).then(
    () => tar.finalize(),
    (error: Error) => {
      tar.destroy(error);
      throw error;
    },
  );
  await Promise.all([written, filled]);
}

function createWriter(tar: Pack): ArchiveWriter {
  const entries: Entries = {};
  const add = async (name: string, bytes: number, chunks: AsyncIterable<Uint8Array>) => {
    const hash = createHash("sha256");
    const hashed = async function* () {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(hashed, tar.entry({ name, size: bytes, mode: 0o600 }));
    entries[name] = { bytes, sha256: hash.digest("hex") };
  };
  return {
    entries,
    async addFile(name, path) {
      const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
      if (!handle) return false;
      try {
        const { size } = await handle.stat();
        // Not beyond the size that the entry announces, should the file grow.
        const end = size - 1;
        await add(name, size, size === 0 ? nothing() : handle.createReadStream({ start: 0, end, autoClose: false }));
      } finally {
        await handle.close();
      }
      return true;
    },
    addStream: add,
    async addText(name, text) {
      const bytes = Buffer.from(text);
      await add(name, bytes.length, once(bytes));
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
