import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

type Target = {
  /** Must not exist yet. Only this process's user can read it. */
  path: string;
  maxBytes: number;
  /** Makes the error for a source that gives more than `maxBytes`. */
  tooLarge: () => Error;
  signal: AbortSignal;
};

/**
 * Streams `source` to disk while counting and hashing. Memory does not grow with the size.
 * Rejects with `tooLarge()` at the first byte too many and then reads no more; with the signal's reason when it aborts.
 * The source is destroyed and the file closed either way; a half-written file stays for the owner of the folder to remove.
 */
export async function spoolStream(
  source: AsyncIterable<Uint8Array>,
  { path, maxBytes, tooLarge, signal }: Target,
): Promise<{ bytes: number; sha256: string }> {
  signal.throwIfAborted();
  const hash = createHash("sha256");
  let bytes = 0;
  async function* count(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      hash.update(chunk);
      yield chunk;
    }
  }
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  try {
    await pipeline(source, count, file, { signal });
  } catch (error) {
    // pipeline says only "aborted"; the reason is what the caller wants to tell.
    signal.throwIfAborted();
    throw error;
  }
  return { bytes, sha256: hash.digest("hex") };
}
