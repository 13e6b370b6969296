import { createHash, timingSafeEqual } from "node:crypto";
import ipaddr from "ipaddr.js";

/** What a request for metrics says about itself, each as its header has it. */
type Reader = {
  authorization: string | null;
  /** The address of whoever connected, or the one that the trusted proxy names. */
  address: string;
  /** Every header by which proxies say that they pass somebody else's request on. */
  forwarded: (string | null)[];
};
type Rules = { METRICS_TOKEN?: string; TRUST_PROXY: boolean; PUBLIC_URL?: string };

const own = ["loopback", "private", "uniqueLocal", "linkLocal"];
const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * With METRICS_TOKEN whoever sends it, from anywhere. Without it a private address with no public client behind it: when a proxy
 * that is not trusted is seen or PUBLIC_URL says that there is one, everybody's address is the proxy's, so nobody may.
 */
export function mayReadMetrics({ authorization, address, forwarded }: Reader, rules: Rules): boolean {
  const { METRICS_TOKEN, TRUST_PROXY, PUBLIC_URL } = rules;
  if (METRICS_TOKEN) return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${METRICS_TOKEN}`));
  const named = forwarded.filter((header) => header !== null);
  if (!TRUST_PROXY) return named.length === 0 && PUBLIC_URL === undefined && isOwn(address);
  return [address, ...named.flatMap((header) => header.split(","))].every(isOwn);
}

function isOwn(text: string): boolean {
  const address = text.trim();
  return ipaddr.isValid(address) && own.includes(ipaddr.process(address).range());
}
