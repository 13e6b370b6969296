import { isIP } from "node:net";
import { hostAndPort } from "./allowed-hosts";
import { FetchError } from "./fetch-error";
import { type Lookup, systemLookup } from "./guarded-agent";
import { isPublicAddress } from "./is-public-address";

/**
 * Asks where the name of an address leads now, to tell its owner early. No defense by itself: a name can lead elsewhere later,
 * so what connects checks again. A name that nobody knows counts like a private one.
 * @throws {FetchError} blocked
 */
export async function checkHost(
  url: URL,
  { allowed, lookup = systemLookup }: { allowed: ReadonlySet<string>; lookup?: Lookup },
): Promise<void> {
  if (allowed.has(hostAndPort(url))) return;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) ? [{ address: host }] : await lookup(host).catch(() => []);
  const isPublic = found.length > 0 && found.every(({ address }) => isPublicAddress(address));
  if (!isPublic) throw new FetchError("blocked", `${host} leads to no public address`);
}
