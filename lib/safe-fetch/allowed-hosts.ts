const defaultPorts: Record<string, string> = { "http:": "80", "https:": "443" };

/** `host:port` of a URL, with the default port of its scheme where it names none. IPv6 addresses are in brackets. */
export function hostAndPort({
  protocol,
  hostname,
  port,
}: {
  protocol: string;
  hostname: string;
  port: string;
}): string {
  const host = hostname.includes(":") && !hostname.startsWith("[") ? `[${hostname}]` : hostname;
  return `${host.toLowerCase()}:${port || (defaultPorts[protocol] ?? "")}`;
}

/** A list of hosts from a setting as a set of `host:port`, in lower case. A host without a port allows 80 and 443. */
export function readAllowedHosts(hosts: readonly string[]): ReadonlySet<string> {
  const named = hosts.map((host) => host.toLowerCase());
  return new Set(named.flatMap((host) => (/:\d+$/.test(host) ? [host] : [`${host}:80`, `${host}:443`])));
}
