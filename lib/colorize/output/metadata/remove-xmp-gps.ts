/** More names for one namespace than any program writes; the packet is gone through once for each. */
const maxPrefixes = 8;
/** EXIF's own, those of drones (drone-dji:GpsLatitude) and maps (geo:lat), under any prefix or as elements under none. */
const anyPlace = /[:<]\w*(?:gps[a-z]|latitude|longitude|longtitude)|geo:(?:lat|long)\b/i;

/** Prefixes that a packet declares for the namespace of EXIF fields, and the common prefix whether or not it is declared. */
function exifPrefixes(packet: string): Set<string> {
  const declared = packet.matchAll(/xmlns:([\w.-]+)\s*=\s*["']http:\/\/ns\.adobe\.com\/exif\/1\.0\/["']/g);
  return new Set(["exif", ...[...declared].map(([, prefix]) => prefix as string)]);
}

/**
 * The packet without exif:GPS… attributes and elements. Empty when a place on the map remains in an unknown notation, because
 * losing the packet is better than leaking the location.
 */
export function removeXmpGps(packet: string): string {
  let rest = packet;
  // What is under a further prefix is then found below.
  for (const prefix of [...exifPrefixes(packet)].slice(0, maxPrefixes)) {
    const name = `${prefix.replaceAll(".", "\\.")}:GPS\\w+`;
    rest = rest
      .replaceAll(new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`, "g"), "")
      .replaceAll(new RegExp(`<(${name})(?:\\s[^<>]*)?(?:/>|>[^<]*</\\1\\s*>)`, "g"), "");
  }
  return anyPlace.test(rest) ? "" : rest;
}
