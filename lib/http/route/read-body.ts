import "server-only";
import { withDeadline } from "../../clock/clock";
import type { Studio } from "../studio/studio";
import { minimumPace, type Pace, smallBodySeconds } from "./body-limits";

type Limits = {
  maxBytes: number;
  /** Makes the error for a body that announces or holds more than `maxBytes`. */
  tooLarge: () => Error;
  /** Makes the error for a body that broke off, took too long or comes too slowly. */
  refuse: (detail: string, cause?: unknown) => Error;
  /** `minimumPace` unless given. */
  pace?: Pace;
};
type Source = { headers: Headers; body: ReadableStream<Uint8Array> | null };

/**
 * The chunks of a request's body, at most `maxBytes` of them; none for a request without a body. A length announced in
 * Content-Length is checked at once, before a byte is read; a body sent in chunks announces none and is counted. A sender
 * slower than the pace is refused, also while nothing comes.
 * Not the stream's own iterator: leaving that early cancels the stream, which cuts the connection before the answer is out.
 * Leaving this one lets the rest lie unread.
 * @param signal its reason is thrown when it aborts, also while nothing comes
 */
export function readBody({ headers, body }: Source, limits: Limits, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted();
  if (Number(headers.get("content-length") ?? 0) > limits.maxBytes) throw limits.tooLarge();
  return readChunks(body, limits, signal);
}

async function* readChunks(body: Source["body"], limits: Limits, signal: AbortSignal) {
  if (!body) return;
  const { maxBytes, tooLarge, refuse } = limits;
  const reader = body.getReader();
  const watch = createPaceWatch(limits);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // It may abort when nothing is being read.
  aborted.catch(() => {});
  let bytes = 0;
  const read = () => {
    const part = reader.read().catch((cause: unknown) => {
      throw refuse("The body broke off before its end.", cause);
    });
    return watch.wait(bytes, Promise.race([part, aborted]));
  };
  for (let part = await read(); !part.done; part = await read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    yield part.value;
  }
}

/** Counts only the time that is spent waiting for the sender: a slow disk of ours is not held against them. */
function createPaceWatch({ pace = minimumPace, refuse }: Limits) {
  let waitedMs = 0;
  const tooSlow = (bytes: number, ms: number) =>
    refuse(
      `The body is sent too slowly: ${bytes} bytes came in ${Math.round(ms / 1000)} seconds. After ${pace.graceSeconds} ` +
        `seconds the average must be ${pace.bytesPerSecond / 1024} KiB a second or more. Nothing was charged.`,
    );
  return {
    /** What `part` gives; throws once `bytes`, those that have come, are too few for the time waited. */
    async wait<T>(bytes: number, part: Promise<T>): Promise<T> {
      const allowedMs = Math.max(pace.graceSeconds, bytes / pace.bytesPerSecond) * 1000 - waitedMs;
      const startedAt = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const slow = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(tooSlow(bytes, waitedMs + performance.now() - startedAt)), allowedMs);
      });
      try {
        return await Promise.race([part, slow]);
      } finally {
        clearTimeout(timer);
        waitedMs += performance.now() - startedAt;
      }
    },
  };
}

/** Runs `work`, which reads an upload, with a signal that aborts after UPLOAD_TIMEOUT_SECONDS. */
export function withBodyDeadline<T>(
  { settings }: Pick<Studio, "settings">,
  refuse: Limits["refuse"],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return withinSeconds(settings.UPLOAD_TIMEOUT_SECONDS, refuse, work);
}

function withinSeconds<T>(seconds: number, refuse: Limits["refuse"], work: (signal: AbortSignal) => Promise<T>) {
  return withDeadline(seconds, () => refuse(`The upload took longer than ${seconds} seconds.`), work);
}

/** The whole body, as the bytes that came, within `smallBodySeconds`. For small ones: it is held in memory. */
export function collectBody(
  { request, studio }: { request: Source; studio: Pick<Studio, "settings"> },
  limits: Limits,
): Promise<Buffer> {
  const seconds = Math.min(studio.settings.UPLOAD_TIMEOUT_SECONDS, smallBodySeconds);
  return withinSeconds(seconds, limits.refuse, async (signal) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of readBody(request, limits, signal)) chunks.push(chunk);
    return Buffer.concat(chunks);
  });
}
