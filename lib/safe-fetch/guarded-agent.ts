import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { hostAndPort } from "./allowed-hosts";
import { FetchError } from "./fetch-error";
import { isPublicAddress } from "./is-public-address";

/** All addresses of a name, like dns.promises.lookup with `all`. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>;

export const systemLookup: Lookup = (hostname) =>
  new Promise((resolve, reject) => {
    dnsLookup(hostname, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

/**
 * An undici agent that connects only to public addresses or to a `host:port` in `allowed`. It checks literal addresses, every
 * DNS answer and the connected peer: checking the lookup alone would miss literals, and a name can resolve differently the
 * second time. A forbidden connection fails with a FetchError "blocked".
 */
export function createGuardedAgent(options: {
  allowed: ReadonlySet<string>;
  lookup?: Lookup;
  timeoutMs: number;
  /** Called when a `host:port` in `allowed` was connected, with the address it led to. */
  onAllowedPeer?(hostAndPort: string, address: string): void;
}): Agent {
  const guarded = buildConnector({ timeout: options.timeoutMs, lookup: guardLookup(options.lookup ?? systemLookup) });
  const plain = buildConnector({ timeout: options.timeoutMs });
  return new Agent({
    connect(target, callback) {
      const { hostname, port, protocol } = target;
      const name = hostAndPort({ hostname, port, protocol });
      if (options.allowed.has(name)) {
        return plain(target, (error, socket) => {
          if (!socket) return callback(error ?? new Error("no socket"), null);
          options.onAllowedPeer?.(name, socket.remoteAddress ?? "nobody");
          callback(null, socket);
        });
      }
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

/** One private address among public ones blocks the name: a legitimate name has no such mix. */
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
