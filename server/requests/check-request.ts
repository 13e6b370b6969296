import type { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import type { Fault } from "./refuse-request";

const allMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const readingMethods = ["GET", "HEAD", "OPTIONS"];
/** Files of Next and of public/. To any other method, and to a Range beyond their end, Next answers 500. */
const isStatic = (path: string) => /^\/(?!api\/|files\/)(_next\/|.*\.[^/]+$)/.test(path);

const isForPrograms = (path: string) => /^\/(api|files)\//.test(path);

export type Checked = { fault: Fault; allow?: readonly string[] } | null;

/**
 * What is wrong with a request's method, address or Host, so that Next would answer 500 or something misleading; null when it
 * may pass. The forwarded headers must have been set.
 */
export function checkRequest({ method = "", url = "", headers }: IncomingMessage): Checked {
  const invalid = (detail: string): Checked => ({ fault: { code: "invalid_request", detail } });
  if (!isHost(headers["x-forwarded-host"]) || !isHost(headers.host ?? "localhost"))
    return invalid("The Host header names no host.");
  if (!url.startsWith("/")) return invalid("The address must begin with a slash.");
  const [path = "", query = ""] = url.split("?", 2);
  const decoded = decodePath(url);
  if (decoded === null) return invalid("The address is not validly encoded.");
  if (decoded.includes("\0") || (isForPrograms(decoded) && query.includes("%00")))
    return invalid("The address holds a NUL character.");
  const allow = isStatic(decoded) ? readingMethods : allMethods;
  if (!allow.includes(method)) {
    const detail = `${method} is not possible here; ${allow.join(", ")} are.`;
    return { fault: { code: "method_not_allowed", detail }, allow };
  }
  // A page of Next's own for its crashes, which answers 500 to whoever asks for it.
  if (decoded.startsWith("/_global-error"))
    return { fault: { code: "not_found", detail: `There is nothing at ${path}.` } };
  // Next decodes the picture's address once more.
  const picture = decoded === "/_next/image" && new URLSearchParams(query).get("url");
  if (!picture) return null;
  // Next writes the address of a picture that it cannot make into the log, where a line break would begin another entry.
  if (/\p{Cc}/u.test(picture)) return invalid("The picture's address holds a control character.");
  return decode(picture) === null ? invalid("The picture's address is not validly encoded.") : null;
}

/**
 * Removes what changes nothing for an honest caller and makes Next answer 500: malformed headers, and NUL in the query of a
 * page, which reads what it can of an address with nonsense.
 */
export function removeMalformedParts(request: IncomingMessage): void {
  const { url = "", headers } = request;
  request.url = url.replaceAll("%00", "");
  // Static files are small, and the whole of one answers a Range as well.
  if (isStatic(url.split("?")[0] ?? "")) delete headers.range;
  try {
    parseAndValidateFlightRouterState(headers["next-router-state-tree"]);
  } catch {
    delete headers["next-router-state-tree"];
  }
}

/** Makes an address in absolute form one with a path, as RFC 9112 wants it understood. */
export function takeAbsoluteForm(request: IncomingMessage): void {
  if (!/^https?:\/\//i.test(request.url ?? "") || !URL.canParse(request.url ?? "")) return;
  const { host, pathname, search } = new URL(request.url ?? "");
  request.url = pathname + search;
  request.headers.host = host;
}

const dotSegment = /(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i;

/** Next resolves `/./` and `/../` before it routes; what is decided by the path here must be decided by the same one. */
export function resolveDotSegments(request: IncomingMessage): void {
  const { url = "" } = request;
  const address = `http://localhost${url}`;
  if (!url.startsWith("/") || !dotSegment.test(url.split(/[?#]/)[0] ?? "") || !URL.canParse(address)) return;
  const { pathname, search } = new URL(address);
  request.url = pathname + search;
}

/** The path without its query; null where it cannot be decoded. */
export const decodePath = (url = "/"): string | null => decode(url.split("?")[0] ?? "/");

/** A host's name or address, with a port or without. */
function isHost(host: string | string[] | undefined): boolean {
  return /^[\w.:[\]-]+$/.test(String(host)) && URL.canParse(`http://${host}`);
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
