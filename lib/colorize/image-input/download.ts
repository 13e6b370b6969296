import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { checkAddress } from "../../safe-fetch/check-address";
import { FetchError, type PublicFault } from "../../safe-fetch/fetch-error";
import { type Arrival, followRedirects, type Route } from "./remote/follow-redirects";
import { unpackBody } from "./remote/unpack-body";
import { spoolStream } from "./spool-stream";

type Target = Route & {
  /** Must not exist yet. */
  path: string;
  maxBytes: number;
  /** Limit for everything, from the DNS lookup to the last byte. */
  timeoutMs: number;
};
export type Downloaded = {
  bytes: number;
  /** Hex. */
  sha256: string;
  /** What the server said it is; null where it did not, and where it is not public. */
  contentType: string | null;
};

/**
 * Streams the file at a URL to disk. Follows at most 5 redirects, each checked like the first URL; the agent checks where the
 * connections really lead. Content encodings are undone, and the bytes are counted after that.
 * @throws {FetchError} for anything the remote server can do wrong; the signal's reason when it aborts
 */
export async function download(address: string, target: Target): Promise<Downloaded> {
  const first = checkAddress(address, target);
  const timeout = AbortSignal.timeout(target.timeoutMs);
  const signal = AbortSignal.any([target.signal, timeout]);
  let arrival: Arrival | undefined;
  let body: Readable | undefined;
  try {
    arrival = await followRedirects(first, { ...target, signal });
    body = openBody(arrival, target.maxBytes);
    const tooLarge = () => new FetchError("too_large", `more than ${target.maxBytes} bytes`);
    const { path, maxBytes } = target;
    const stored = await spoolStream(readMarked(body, arrival), { path, maxBytes, signal, tooLarge });
    return { ...stored, contentType: arrival.isPublic ? readContentType(arrival.answer) : null };
  } catch (error) {
    for (const stream of [body, arrival?.answer.body]) stream?.on("error", ignore).destroy();
    target.signal.throwIfAborted();
    if (timeout.aborted) throw refuse(`not done after ${target.timeoutMs} ms`, arrival, { kind: "too_slow" });
    throw error;
  }
}

/** Marks errors of the connection, so that they are not confused with errors of the local disk. */
async function* readMarked(body: AsyncIterable<Uint8Array>, arrival: Arrival) {
  try {
    yield* body;
  } catch (error) {
    throw refuse("the body broke off or does not unpack", arrival, { kind: "cut_off" }, error);
  }
}

function openBody(arrival: Arrival, maxBytes: number): Readable {
  const { statusCode, headers, body } = arrival.answer;
  if (statusCode < 200 || statusCode > 299) {
    throw refuse(`status ${statusCode}`, arrival, { kind: "status", status: statusCode });
  }
  const length = Number(headers["content-length"] ?? 0);
  if (length > maxBytes) throw new FetchError("too_large", `content-length ${length}, at most ${maxBytes} allowed`);
  const encoding = String(headers["content-encoding"] ?? "");
  const open = unpackBody(body, encoding);
  if (!open) throw refuse(`content-encoding ${encoding}`, arrival, { kind: "encoding", name: encoding });
  return open;
}

function readContentType({ headers }: Dispatcher.ResponseData): string | null {
  const type = String(headers["content-type"] ?? "").split(";")[0];
  return type?.trim().toLowerCase() || null;
}

function refuse(message: string, arrival: Arrival | undefined, publicFault: PublicFault, cause?: unknown): FetchError {
  return new FetchError("unreachable", message, { cause, publicFault: arrival?.isPublic ? publicFault : undefined });
}

// Destroying a body makes it emit an error, which would crash the process without a listener.
const ignore = () => {};
