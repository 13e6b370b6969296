/** Larger packets consist of previews and edit histories, which need not be carried in every output. */
export const maxPacketBytes = 256 * 1024;

/** The packet as text, whatever its encoding; empty for one that is too large. */
export function readPacket(xmp: Buffer | undefined): string {
  if (!xmp || xmp.length > maxPacketBytes) return "";
  const [first, second] = xmp;
  const isWide = first === 0xff || first === 0xfe || first === 0 || second === 0;
  const encoding = !isWide ? "utf-8" : first === 0xfe || first === 0 ? "utf-16be" : "utf-16le";
  return new TextDecoder(encoding, { ignoreBOM: false }).decode(xmp).replace(/\0+$/, "");
}

const endOfRdf = "</rdf:RDF>";

/** A packet that JPEG splits, with its second half's descriptions behind those of the first. */
export function joinPackets(main: Buffer | undefined, rest: Buffer | undefined): Buffer | undefined {
  if (!main || !rest) return main;
  const [packet, added] = [readPacket(main), readPacket(rest)];
  const end = packet.lastIndexOf(endOfRdf);
  const start = added.indexOf("<rdf:RDF");
  const from = start < 0 ? -1 : added.indexOf(">", start) + 1;
  const to = added.lastIndexOf(endOfRdf);
  if (end < 0 || from <= 0 || to < from) return main;
  const own = packet.slice(0, end).replaceAll(/\s[\w-]+:HasExtendedXMP=("[^"]*"|'[^']*')/g, "");
  return Buffer.from(own + added.slice(from, to) + packet.slice(end));
}
