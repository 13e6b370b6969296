import ipaddr from "ipaddr.js";

/** What stands for every caller whose address is missing or cannot be read: they share one count. */
const unknownAddress = "unknown";
const withBrackets = /^\[([^\]]*)\](?::\d+)?$/;
const ipv4WithPort = /^(\d+\.\d+\.\d+\.\d+):\d+$/;

type Prefix = { ipv4: number; ipv6: number };
/** One IPv6 customer has at least a /64, and may send from any address of it. */
const caller: Prefix = { ipv4: 32, ipv6: 64 };
/** What one customer of a network has at most: a /48 is the largest that providers hand out, a /24 the smallest that is routed. */
const range: Prefix = { ipv4: 24, ipv6: 48 };

/**
 * The address that attempts are counted by: an IPv4 address, or the /64 of an IPv6 address (`2001:db8:0:7::/64`). IPv4 written
 * as IPv6 counts as IPv4. Takes a port or brackets; "unknown" for what is no address.
 */
export const readCountedAddress = (text: string): string => readPrefix(text, caller);

/** The range that an address belongs to: an IPv4 /24 or an IPv6 /48, for limits that one network must not multiply. */
export const readAddressRange = (text: string): string => readPrefix(text, range);

/** The address itself, for what only certain addresses may do; null for what is no address. IPv4 written as IPv6 is IPv4. */
export function readWholeAddress(text: string): string | null {
  const address = parseAddress(text);
  return address && !text.includes("/") ? address.toString() : null;
}

function readPrefix(text: string, bits: Prefix): string {
  const address = parseAddress(text);
  if (!address) return unknownAddress;
  if (address.kind() === "ipv4")
    return bits.ipv4 === 32 ? address.toString() : networkOf("ipv4", address.toString(), bits.ipv4);
  return networkOf("ipv6", address.toString(), bits.ipv6);
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const trimmed = text.trim();
  const bare = withBrackets.exec(trimmed)?.[1] ?? ipv4WithPort.exec(trimmed)?.[1] ?? trimmed;
  // Accepts a counted address too, so that its range can be found.
  const plain = bare.replace(/%.*$/, "").replace(/\/\d{1,3}$/, "");
  // `isValidFourPartDecimal` refuses octal, hex and short forms, which would give one caller many spellings.
  return ipaddr.IPv4.isValidFourPartDecimal(plain) || ipaddr.IPv6.isValid(plain) ? ipaddr.process(plain) : null;
}

function networkOf(kind: "ipv4" | "ipv6", address: string, bits: number): string {
  const cidr = `${address}/${bits}`;
  const network = kind === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${bits}`;
}
