import "server-only";
import { settings } from "../../env/settings";
import { readAddressRange, readCountedAddress, readWholeAddress } from "../../rate-limit/addresses";

/**
 * The address the world knows this studio by: PUBLIC_URL, else the one this request came to. The x-forwarded headers are
 * safe to read here because create-http-server.ts overwrites them unless TRUST_PROXY is on.
 */
export function requestOrigin(headers: Headers): string {
  const { PUBLIC_URL } = settings();
  if (PUBLIC_URL) return PUBLIC_URL;
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
