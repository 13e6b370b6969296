/** Ways a packet may call the namespace that EXIF's fields have in XMP; the usual one whether it is declared or not. */
function exifPrefixes(packet: string): Set<string> {
  const declared = packet.matchAll(/xmlns:([\w.-]+)\s*=\s*["']http:\/\/ns\.adobe\.com\/exif\/1\.0\/["']/g);
  return new Set(["exif", ...[...declared].map(([, prefix]) => prefix as string)]);
}

/**
 * The packet without exif:GPS…, as attributes and as elements. Empty when something of the kind is left that was written in a
 * way we do not know: better no packet than the place.
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
