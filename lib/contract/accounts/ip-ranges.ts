import ipaddr from "ipaddr.js";

const mappedBits = 96;

/**
 * An IP address or a range of them as it is kept: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. Bits behind the prefix are
 * cleared, and IPv4 written as IPv6 becomes IPv4. Null for what is neither: also short, octal and hexadecimal forms of IPv4, which
 * programs read differently, and addresses with a zone.
 */
export function readIpRange(text: string): string | null {
  const [address = "", bits, ...rest] = text.trim().split("/");
  const parsed = readAddress(address);
  if (!parsed || rest.length > 0 || (bits !== undefined && !/^(0|[1-9]\d{0,2})$/.test(bits))) return null;
  const isMapped = parsed.kind() === "ipv4" && address.includes(":");
  const length = parsed.kind() === "ipv4" ? 32 : 128;
  const prefix = bits === undefined ? length : Number(bits) - (isMapped ? mappedBits : 0);
  if (prefix < 0 || prefix > length) return null;
  if (prefix === length) return parsed.toString();
  const cidr = `${parsed.toString()}/${prefix}`;
  const network =
    parsed.kind() === "ipv4" ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toString()}/${prefix}`;
}

/** Whether the address lies in one of the ranges, each as readIpRange gives it; false for what is no address. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  const parsed = readAddress(address);
  if (!parsed) return false;
  return ranges.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(
      range.includes("/") ? range : `${range}/${range.includes(":") ? 128 : 32}`,
    );
    return network.kind() === parsed.kind() && parsed.match(network, bits);
  });
}

function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const isV6 = text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(text);
  return isV6 || ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.process(text) : null;
}
