import { isIPv6 } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";

export type ListeningOn = {
  /** HOST as it was set: a name, an address, or 0.0.0.0 or :: for every address of this machine. */
  host: string;
  port: number;
  /** PUBLIC_URL as it was set: an origin. */
  publicUrl?: string;
  /** `os.networkInterfaces()`. */
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>;
};

/** Origins the studio answers at: `local` from this machine, `network` from others too. */
export type Addresses = { local: string; network: string[] };

const loopback = new Set(["localhost", "127.0.0.1", "::1"]);
const linkLocalIpv6 = /^fe[89ab]/i;

/** Where a studio listening on `host` and `port` can be reached, without asking anybody outside this machine. */
export function listAddresses({ host, port, interfaces }: ListeningOn): Addresses {
  const at = (name: string) => `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
  if (loopback.has(host)) return { local: at("localhost"), network: [] };
  if (host !== "0.0.0.0" && host !== "::") return { local: at(host), network: [] };
  const network = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && (family === "IPv4" || host === "::"))
    // A link-local address needs the name of the reader's own network card behind it.
    .filter(({ address }) => !linkLocalIpv6.test(address));
  return { local: at("localhost"), network: network.map(({ address }) => at(address)) };
}

/** The lines that `npm start` prints once the studio answers. */
export function describeAddresses(listening: ListeningOn): string[] {
  const { local, network } = listAddresses(listening);
  const { publicUrl } = listening;
  const lines = [`Pixomax Studio is running at ${local}`, ...network.map((address) => `  on your network: ${address}`)];
  if (publicUrl) {
    lines.push(`  PUBLIC_URL:      ${publicUrl}`);
    if (![local, ...network].includes(publicUrl)) {
      lines.push("  PUBLIC_URL differs from the addresses above: links start with it, so it must lead to this studio.");
    }
  }
  return lines;
}
