import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { hostAndPort } from "./allowed-hosts";
import { FetchError } from "./fetch-error";
import { isPublicAddress } from "./is-public-address";

/** Every address of a name, as dns.promises.lookup gives them with `all`. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>;

export const systemLookup: Lookup = (hostname) =>
  new Promise((resolve, reject) => {
    dnsLookup(hostname, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

/**
 * An undici agent that connects to public addresses only, or to a `host:port` of `allowed`. It checks the literal, every
 * answer of the DNS, and the peer it is then connected to: a checked lookup alone never sees literals, and a name asked
 * twice can answer twice. A connection that is not allowed fails with a FetchError "blocked".
 */
export function createGuardedAgent(options: {
  allowed: ReadonlySet<string>;
  lookup?: Lookup;
  timeoutMs: number;
}): Agent {
  const guarded = buildConnector({ timeout: options.timeoutMs, lookup: guardLookup(options.lookup ?? systemLookup) });
  const plain = buildConnector({ timeout: options.timeoutMs });
  return new Agent({
    connect(target, callback) {
      const { hostname, port, protocol } = target;
      if (options.allowed.has(hostAndPort({ hostname, port, protocol }))) return plain(target, callback);
      const host = hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) && !isPublicAddress(host)) return callback(blocked(host), null);
      guarded(target, (error, socket) => {
        if (!socket) return callback(error ?? new Error("no socket"), null);
        const peer = socket.remoteAddress ?? "nobody";
        if (isPublicAddress(peer)) return callback(null, socket);
        socket.destroy();
        callback(blocked(peer), null);
      });
    },
  });
}

/** One private answer among public ones spoils the name: nobody publishes such a name with good intentions. */
function guardLookup(lookup: Lookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname).then(
      (found) => {
        const bad = found.find(({ address }) => !isPublicAddress(address));
        const first = found[0];
        if (bad) callback(blocked(bad.address), []);
        else if (!first) callback(new Error(`${hostname} has no address`), []);
        else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, []),
    );
  };
}

const blocked = (address: string) => new FetchError("blocked", `${address} is not a public address`);
