import "server-only";
import { settings } from "../../env/settings";
import { readAddressRange, readCountedAddress, readWholeAddress } from "../../rate-limit/addresses";

/**
 * The address the world knows this studio by: PUBLIC_URL, else the one this request came to. The x-forwarded headers are
 * safe to read here because create-http-server.ts overwrites them unless TRUST_PROXY is on.
 */
export function requestOrigin(headers: Headers): string {
  return settings().PUBLIC_URL ?? openedOrigin(headers);
}

/** The address this request came to, as far as its headers say: a proxy may have put its own there. */
function openedOrigin(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "localhost";
  const scheme = headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  const address = `${scheme}://${host}`;
  return URL.canParse(address) ? new URL(address).origin : `${scheme}://localhost`;
}

/**
 * Who attempts are counted by, never who is allowed (see exactAddress): an IPv4 address or an IPv6 /64. `remoteRange` is the network around it.
 */
export const remoteAddress = (headers: Headers): string => readCountedAddress(headers.get("x-forwarded-for") ?? "");

/** Who is allowed, where that depends on the address: the caller's own; null when it is unknown. */
export const exactAddress = (headers: Headers): string | null => readWholeAddress(headers.get("x-forwarded-for") ?? "");

export const remoteRange = (headers: Headers): string => readAddressRange(remoteAddress(headers));

/**
 * Whether a write comes from a page of this studio that was opened at another address than PUBLIC_URL, where no session works: the
 * page's origin has the host that the request came to.
 */
export function isAtWrongAddress(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!settings().PUBLIC_URL || !origin || origin === settings().PUBLIC_URL || !URL.canParse(origin)) return false;
  return new URL(origin).host === new URL(openedOrigin(headers)).host;
}
