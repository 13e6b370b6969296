import "server-only";
import { withDeadline } from "../../clock/clock";
import type { Studio } from "../studio/studio";

type Limits = {
  maxBytes: number;
  /** Makes the error for a body that announces or holds more than `maxBytes`. */
  tooLarge: () => Error;
  /** Makes the error for a body that broke off or took too long. */
  refuse: (detail: string, cause?: unknown) => Error;
};
type Source = { headers: Headers; body: ReadableStream<Uint8Array> | null };

/**
 * The chunks of a request's body, at most `maxBytes` of them; none for a request without a body. A length announced in
 * Content-Length is checked at once, before a byte is read; a body sent in chunks announces none and is counted.
 * Not the stream's own iterator: leaving that early cancels the stream, which cuts the connection before the answer is out.
 * Leaving this one lets the rest lie unread.
 * @param signal its reason is thrown when it aborts, also while nothing comes
 */
export function readBody({ headers, body }: Source, limits: Limits, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  if (Number(headers.get("content-length") ?? 0) > limits.maxBytes) throw limits.tooLarge();
  return readChunks(body, limits, signal);
}

async function* readChunks(body: Source["body"], { maxBytes, tooLarge, refuse }: Limits, signal: AbortSignal) {
  if (!body) return;
  const reader = body.getReader();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // It may abort when nothing is being read.
  aborted.catch(() => {});
  const read = () => {
    const part = reader.read().catch((cause: unknown) => {
      throw refuse("The body broke off before its end.", cause);
    });
    return Promise.race([part, aborted]);
  };
  let bytes = 0;
  for (let part = await read(); !part.done; part = await read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    yield part.value;
  }
}

/** Runs `work`, which reads a body, with a signal that aborts after UPLOAD_TIMEOUT_SECONDS. */
export function withBodyDeadline<T>(
  { settings }: Pick<Studio, "settings">,
  refuse: Limits["refuse"],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const seconds = settings.UPLOAD_TIMEOUT_SECONDS;
  return withDeadline(seconds, () => refuse(`The upload took longer than ${seconds} seconds.`), work);
}

/** The whole body, as the bytes that came, within the upload deadline. For small ones: it is held in memory. */
export function collectBody(
  { request, studio }: { request: Source; studio: Pick<Studio, "settings"> },
  limits: Limits,
): Promise<Buffer> {
  return withBodyDeadline(studio, limits.refuse, async (signal) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of readBody(request, limits, signal)) chunks.push(chunk);
    return Buffer.concat(chunks);
  });
}
