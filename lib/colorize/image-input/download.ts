import type { Agent, Dispatcher } from "undici";
import { request } from "undici";
import { checkAddress } from "../../safe-fetch/check-address";
import { FetchError } from "../../safe-fetch/fetch-error";
import { spoolStream } from "./spool-stream";

const maxRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

type Target = {
  /** Must not exist yet. */
  path: string;
  maxBytes: number;
  /** Limit for everything, from the DNS lookup to the last byte. */
  timeoutMs: number;
  signal: AbortSignal;
  agent: Agent;
  allowed: ReadonlySet<string>;
};

/**
 * Streams the file at a URL to disk. Follows at most 3 redirects, each checked like the first URL; the agent checks where the
 * connections really lead. `sha256` is hex.
 * @throws {FetchError} for anything the remote server can do wrong; the signal's reason when it aborts
 */
export async function download(address: string, target: Target): Promise<{ bytes: number; sha256: string }> {
  const first = checkAddress(address, target);
  const timeout = AbortSignal.timeout(target.timeoutMs);
  const signal = AbortSignal.any([target.signal, timeout]);
  let body: Dispatcher.ResponseData["body"] | undefined;
  try {
    const answer = await follow(first, { ...target, signal }).catch(rethrowAsFetchError);
    body = answer.body;
    checkHeaders(answer, target.maxBytes);
    const tooLarge = () => new FetchError("too_large", `more than ${target.maxBytes} bytes`);
    return await spoolStream(read(body), { path: target.path, maxBytes: target.maxBytes, signal, tooLarge });
  } catch (error) {
    body?.on("error", ignore).destroy();
    target.signal.throwIfAborted();
    if (timeout.aborted) throw new FetchError("unreachable", `not done after ${target.timeoutMs} ms`);
    throw error;
  }
}

/** Marks errors of the connection, so that they are not confused with errors of the local disk. */
async function* read(body: AsyncIterable<Uint8Array>) {
  try {
    yield* body;
  } catch (error) {
    rethrowAsFetchError(error);
  }
}

async function follow(first: URL, target: Target): Promise<Dispatcher.ResponseData> {
  let url = first;
  for (let hops = 0; ; hops += 1) {
    const answer = await request(url, {
      dispatcher: target.agent,
      signal: target.signal,
      // identity: a few compressed kilobytes must not become gigabytes.
      headers: { accept: "image/*, */*;q=0.5", "accept-encoding": "identity", "user-agent": "PixomaxStudio" },
      reset: true,
    });
    const { location } = answer.headers;
    if (!redirects.has(answer.statusCode) || typeof location !== "string") return answer;
    answer.body.on("error", ignore).destroy();
    if (hops === maxRedirects) throw new FetchError("unreachable", `more than ${maxRedirects} redirects`);
    url = checkRedirect(location, url, target.allowed);
  }
}

/** A bad redirect is the remote server's fault, so it must not be reported as an invalid URL of the caller. */
function checkRedirect(location: string, base: URL, allowed: ReadonlySet<string>): URL {
  try {
    return checkAddress(location, { base, allowed });
  } catch (error) {
    throw new FetchError("blocked", "a redirect leads to a forbidden address", { cause: error });
  }
}

function checkHeaders({ statusCode, headers }: Dispatcher.ResponseData, maxBytes: number): void {
  if (statusCode < 200 || statusCode > 299) throw new FetchError("unreachable", `status ${statusCode}`);
  const encoding = headers["content-encoding"];
  if (encoding && encoding !== "identity") throw new FetchError("unreachable", `content-encoding ${encoding}`);
  const length = Number(headers["content-length"] ?? 0);
  if (length > maxBytes) throw new FetchError("too_large", `content-length ${length}, at most ${maxBytes} allowed`);
}

function rethrowAsFetchError(error: unknown): never {
  throw findFetchError(error) ?? new FetchError("unreachable", "no answer, or the connection broke", { cause: error });
}

/** undici and node:net wrap the connector's errors; several attempts become one AggregateError. */
function findFetchError(error: unknown): FetchError | undefined {
  if (error instanceof FetchError) return error;
  if (error instanceof AggregateError) return error.errors.map(findFetchError).find(Boolean);
  return error instanceof Error && error.cause ? findFetchError(error.cause) : undefined;
}

// Destroying a body makes it emit an error, which would crash the process without a listener.
const ignore = () => {};
