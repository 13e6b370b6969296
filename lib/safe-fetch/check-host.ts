import { isIP } from "node:net";
import { hostAndPort } from "./allowed-hosts";
import { FetchError } from "./fetch-error";
import { type Lookup, systemLookup } from "./guarded-agent";
import { isPublicAddress } from "./is-public-address";

/**
 * Resolves the host of a URL, to reject a private one early. This is no defense by itself, because a name can resolve
 * differently later; `createGuardedAgent` checks every connection. An unknown name counts as private.
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
  if (!isPublic) throw new FetchError("blocked", `${host} does not resolve to a public address`);
}
