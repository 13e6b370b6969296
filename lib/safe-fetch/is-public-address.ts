import ipaddr from "ipaddr.js";

/** A virtual address that serves only the guests of one cloud, although it is in a public range. */
const cloudHostAddress = "168.63.129.16";
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/**
 * Whether the address is reachable from anywhere on the internet: public unicast only. IPv6 addresses that embed IPv4 (mapped,
 * 6to4, Teredo, NAT64) are refused whatever they embed. False for text that is not an address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" ? address.toString() !== cloudHostAddress : address.match(globalUnicast);
}
