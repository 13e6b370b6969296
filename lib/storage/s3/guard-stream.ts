import { Readable } from "node:stream";

type Guard = {
  /** What the answer has promised. */
  bytes: number;
  /** How long the storage may send nothing while somebody waits for it. A reader that pauses is not counted. */
  idleMs: number;
  explain(error: unknown): Error;
};

/**
 * The body of an answer as a stream that ends only when every promised byte was there, and fails otherwise: what breaks off must
 * never pass for a whole file. The answer's connection is closed as soon as the reader leaves.
 */
export function guardStream(body: Readable, { bytes, idleMs, explain }: Guard): Readable {
  const expectMore = () =>
    setTimeout(() => body.destroy(Object.assign(new Error("nothing was sent"), { name: "TimeoutError" })), idleMs);
  async function* read(): AsyncGenerator<Buffer> {
    let left = bytes;
    let timer = expectMore();
    try {
      for await (const chunk of body) {
        clearTimeout(timer);
        left -= chunk.length;
        if (left < 0) throw new Error(`the answer was longer than the ${bytes} bytes it promised`);
        yield chunk;
        timer = expectMore();
      }
      if (left > 0) throw new Error(`the answer ended ${left} bytes before the ${bytes} it promised`);
    } catch (error) {
      throw explain(error);
    } finally {
      clearTimeout(timer);
    }
  }
  const guarded = Readable.from(read(), { objectMode: false });
  return guarded.once("close", () => body.destroy());
}
