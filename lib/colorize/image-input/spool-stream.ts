import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

type Target = {
  /** Must not exist yet. Only this process's user can read it. */
  path: string;
  maxBytes: number;
  /** Creates the error for a source of more than `maxBytes`. */
  tooLarge: () => Error;
  signal: AbortSignal;
};

/**
 * Streams `source` to disk while counting and hashing (SHA-256, hex), in constant memory. The source is destroyed and the file
 * closed in any case; the owner of the folder must remove an incomplete file.
 * @throws `tooLarge()` at the first byte over the limit; the signal's reason when it aborts
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
    // pipeline's own error says only "aborted"; callers need the signal's reason.
    signal.throwIfAborted();
    throw error;
  }
  return { bytes, sha256: hash.digest("hex") };
}
