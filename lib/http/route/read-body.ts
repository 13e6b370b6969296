type Options = {
  /** Makes the error for a body that ends before its end; without it the stream's own is thrown. */
  brokenOff?: (cause: unknown) => Error;
  /** Its reason is thrown when it aborts, also while nothing comes. */
  signal?: AbortSignal;
};

/**
 * The chunks of a request's body. Not the stream's own iterator: leaving that early cancels the stream, which cuts the connection
 * before the answer is out. Leaving this one lets the rest lie unread.
 */
export async function* readBody(
  body: ReadableStream<Uint8Array>,
  { brokenOff, signal }: Options = {},
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const aborted =
    signal &&
    new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  const read = () => {
    const part = reader.read().catch((cause: unknown) => {
      throw brokenOff ? brokenOff(cause) : cause;
    });
    return aborted ? Promise.race([part, aborted]) : part;
  };
  for (let part = await read(); !part.done; part = await read()) yield part.value;
}
