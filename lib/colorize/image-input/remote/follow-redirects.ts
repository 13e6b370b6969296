import { type Dispatcher, request } from "undici";
import { checkAddress } from "../../../safe-fetch/check-address";
import { FetchError, type PublicFault } from "../../../safe-fetch/fetch-error";
import type { PublicHosts } from "./public-hosts";

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

export type Route = {
  agent: Dispatcher;
  allowed: ReadonlySet<string>;
  /** Without it no host counts as public. */
  hosts?: PublicHosts;
  signal: AbortSignal;
};
/** `isPublic`: every host on the way is public. */
export type Arrival = { answer: Dispatcher.ResponseData; isPublic: boolean };

/**
 * Asks for a URL and follows at most 5 redirects, each checked like the first URL.
 * @throws {FetchError} unreachable, blocked; the signal's reason is not unwrapped
 */
export async function followRedirects(first: URL, route: Route): Promise<Arrival> {
  const asked = new Set<string>();
  let isPublic = true;
  for (let url = first; ; ) {
    const answer = await ask(url, route, isPublic);
    isPublic &&= route.hosts?.isPublic(url) ?? false;
    const { location } = answer.headers;
    if (!redirects.has(answer.statusCode) || typeof location !== "string") return { answer, isPublic };
    answer.body.on("error", ignore).destroy();
    asked.add(withoutHash(url));
    url = readLocation(location, url, route.allowed);
    if (asked.has(withoutHash(url))) throw fault("the redirects lead in a circle", isPublic, { kind: "redirect_loop" });
    if (asked.size > maxRedirects) {
      throw fault(`more than ${maxRedirects} redirects`, isPublic, { kind: "too_many_redirects" });
    }
  }
}

async function ask(url: URL, { agent, hosts, signal }: Route, isPublic: boolean): Promise<Dispatcher.ResponseData> {
  try {
    return await request(url, {
      dispatcher: agent,
      signal,
      // identity: pictures do not get smaller, and a server that compresses all the same is understood.
      headers: { accept: "image/*, */*;q=0.5", "accept-encoding": "identity", "user-agent": "PixomaxStudio" },
      reset: true,
    });
  } catch (error) {
    const known = findFetchError(error);
    if (known) throw known;
    // TLS begins after the connection, and the guard has let that through to a public address only.
    const isTold = isPublic && hosts?.isPublic(url) && isTlsError(error);
    const publicFault: PublicFault | undefined = isTold ? { kind: "tls" } : undefined;
    throw new FetchError("unreachable", "no answer, or the connection broke", { cause: error, publicFault });
  }
}

/** A bad redirect is the remote server's fault, so it must not be reported as an invalid URL of the caller. */
function readLocation(location: string, base: URL, allowed: ReadonlySet<string>): URL {
  try {
    return checkAddress(decodeUtf8(location), { base, allowed });
  } catch (error) {
    throw new FetchError("blocked", "a redirect leads to a forbidden address", { cause: error });
  }
}

/** Header values come as Latin-1, but servers that write letters beyond ASCII write UTF-8, as browsers read them. */
function decodeUtf8(value: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch {
    return value;
  }
}

function fault(message: string, isPublic: boolean, publicFault: PublicFault): FetchError {
  return new FetchError("unreachable", message, isPublic ? { publicFault } : {});
}

/** undici and node:net wrap the connector's errors; several attempts become one AggregateError. */
function findFetchError(error: unknown): FetchError | undefined {
  if (error instanceof FetchError) return error;
  if (error instanceof AggregateError) return error.errors.map(findFetchError).find(Boolean);
  return error instanceof Error && error.cause ? findFetchError(error.cause) : undefined;
}

const tlsCodes = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

function isTlsError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && tlsCodes.test(String(error.code))) || isTlsError(error.cause);
}

function withoutHash(url: URL): string {
  const plain = new URL(url);
  plain.hash = "";
  return plain.href;
}

// Destroying a body makes it emit an error, which would crash the process without a listener.
const ignore = () => {};
