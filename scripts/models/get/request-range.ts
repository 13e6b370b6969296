import { type Dispatcher, request } from "undici";
import { AddressFault, explainBreak } from "./address-fault";
import type { Network } from "./network";

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/** What is here of the file already: from which byte on it is wanted, and the ETag that must still be the file's. */
export type Wanted = { from: number; etag: string | null };

/**
 * Asks an address for a file, or for the rest of it, and follows redirects.
 * @throws {AddressFault}
 */
export async function requestRange(
  address: string,
  wanted: Wanted,
  network: Network,
): Promise<Dispatcher.ResponseData> {
  let url = new URL(address);
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const answer = await ask(url, wanted, network);
    const { location } = answer.headers;
    if (!redirects.has(answer.statusCode) || typeof location !== "string") return answer;
    discard(answer);
    url = follow(url, location, network);
  }
  throw new AddressFault(`redirects more than ${mostRedirects} times`);
}

async function ask(
  url: URL,
  { from, etag }: Wanted,
  { dispatcher, stallMs }: Network,
): Promise<Dispatcher.ResponseData> {
  const headers: Record<string, string> = { "accept-encoding": "identity", "user-agent": "PixomaxStudio" };
  if (from > 0) headers.range = `bytes=${from}-`;
  if (from > 0 && etag) headers["if-range"] = etag;
  const timeouts = { headersTimeout: stallMs, bodyTimeout: stallMs };
  try {
    return await request(url, { dispatcher, headers, ...timeouts });
  } catch (cause) {
    throw new AddressFault(explainBreak(cause), { isBreak: true, cause });
  }
}

function follow(from: URL, location: string, { isProtected }: Network): URL {
  if (!URL.canParse(location, from.href)) throw new AddressFault("redirects to no address");
  const to = new URL(location, from);
  if (!/^https?:$/.test(to.protocol)) throw new AddressFault(`redirects to ${to.protocol}, not to https:`);
  if (isProtected(from) && !isProtected(to)) {
    throw new AddressFault(`redirects from https to http (${to.host}), where others may change the file`);
  }
  return to;
}

/** A body that nobody reads keeps its connection, and destroyed it emits an error. */
export function discard({ body }: Dispatcher.ResponseData): void {
  body.on("error", () => {}).destroy();
}
