import ipaddr from "ipaddr.js";

/** Answers to guests of one cloud alone, although it looks like any public address. */
const cloudHostAddress = "168.63.129.16";
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/**
 * Whether the address is one that anybody on the internet could reach: public unicast only. IPv6 that wraps or translates
 * IPv4 (mapped, 6to4, Teredo, NAT64) is refused whatever it wraps. False for text that is no address.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" ? address.toString() !== cloudHostAddress : address.match(globalUnicast);
}
