/** Prefixes that a packet declares for the namespace of EXIF fields, and the common prefix whether or not it is declared. */
function exifPrefixes(packet: string): Set<string> {
  const declared = packet.matchAll(/xmlns:([\w.-]+)\s*=\s*["']http:\/\/ns\.adobe\.com\/exif\/1\.0\/["']/g);
  return new Set(["exif", ...[...declared].map(([, prefix]) => prefix as string)]);
}

/**
 * The packet without exif:GPS… attributes and elements. Empty when a GPS property remains in an unknown notation, because losing
 * the packet is better than leaking the location.
 */
export function removeXmpGps(packet: string): string {
  let rest = packet;
  for (const prefix of exifPrefixes(packet)) {
    const name = `${prefix.replaceAll(".", "\\.")}:GPS\\w+`;
    rest = rest
      .replaceAll(new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`, "g"), "")
      .replaceAll(new RegExp(`<(${name})(?:\\s[^<>]*)?(?:/>|>[^<]*</\\1\\s*>)`, "g"), "");
  }
  return /:GPS[A-Z]/.test(rest) ? "" : rest;
}
