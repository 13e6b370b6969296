import { isIP } from "node:net";
import { hostAndPort } from "./allowed-hosts";
import { FetchError } from "./fetch-error";
import { isPublicAddress } from "./is-public-address";

/**
 * Parses a URL and checks whatever can be checked without the network. `new URL` turns every spelling of an IPv4 address
 * (decimal, octal, hex, short) into the dotted one, so those need no checks of their own.
 * @throws {FetchError} invalid or blocked
 */
export function checkAddress(text: string, { base, allowed }: { base?: URL; allowed: ReadonlySet<string> }): URL {
  const url = parse(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw invalid("its scheme is not http or https");
  if (url.username || url.password) throw invalid("it contains a user name or password");
  if (allowed.has(hostAndPort(url))) return url;
  // The URL parser drops the default port of the scheme.
  if (url.port !== "" && url.port !== "80" && url.port !== "443") throw invalid("its port is not 80 or 443");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !isPublicAddress(host)) throw new FetchError("blocked", `${host} is not a public address`);
  return url;
}

function parse(text: string, base?: URL): URL {
  try {
    return new URL(text, base);
  } catch (error) {
    throw new FetchError("invalid", "it is not a URL", { cause: error });
  }
}

const invalid = (problem: string) => new FetchError("invalid", problem);
