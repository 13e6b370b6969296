import { hostAndPort } from "../../../safe-fetch/allowed-hosts";
import { isPublicAddress } from "../../../safe-fetch/is-public-address";

/**
 * Tells which hosts are public, so that callers may hear what went wrong there. A host that the operator exempts usually stands in
 * the private network: it counts as public only once a connection has shown that, and never again after one has shown otherwise.
 */
export type PublicHosts = {
  notePeer(hostAndPort: string, address: string): void;
  isPublic(url: URL): boolean;
};

export function createPublicHosts(allowed: ReadonlySet<string>): PublicHosts {
  const seen = new Map<string, boolean>();
  return {
    notePeer: (name, address) => void seen.set(name, isPublicAddress(address) && seen.get(name) !== false),
    // The guard connects a host that is not exempt to public addresses only.
    isPublic: (url) => !allowed.has(hostAndPort(url)) || seen.get(hostAndPort(url)) === true,
  };
}
