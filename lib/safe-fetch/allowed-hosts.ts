const defaultPorts: Record<string, string> = { "http:": "80", "https:": "443" };

/** `host:port` of an address, the port also where it is the scheme's own. IPv6 in brackets. */
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

/** A setting's list as the checks compare it: lower case, and a name alone means both of the schemes' own ports. */
export function readAllowedHosts(hosts: readonly string[]): ReadonlySet<string> {
  const named = hosts.map((host) => host.toLowerCase());
  return new Set(named.flatMap((host) => (/:\d+$/.test(host) ? [host] : [`${host}:80`, `${host}:443`])));
}
