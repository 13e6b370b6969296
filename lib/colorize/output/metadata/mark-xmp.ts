import { removeXmpGps } from "./remove-xmp-gps";

/** The IPTC's word for a photograph to which a trained model added something, here its color. */
export const digitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
export const creatorTool = "Pixomax Studio";

/** Larger packets are previews and edit histories; they are not worth carrying in every output. */
const maxPacketBytes = 256 * 1024;

const description =
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ` +
  `xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmp:CreatorTool="${creatorTool}" ` +
  `Iptc4xmpExt:DigitalSourceType="${digitalSourceType}"/>`;

/** The mark alone. */
export const freshXmp =
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** What the output says of itself instead; in a packet either as an attribute or as an element. */
const replaced = ["xmp:CreatorTool", "Iptc4xmpExt:DigitalSourceType", "tiff:Orientation"];

type Options = {
  /** What the place for the packet holds; a longer one is left for a fresh one. */
  maxBytes?: number;
  withoutGps?: boolean;
};

/** The photo's own XMP (credits, captions, rights stay) with the mark that a model colored it. */
export function markXmp(
  xmp: Buffer | undefined,
  { maxBytes = Number.POSITIVE_INFINITY, withoutGps = false }: Options = {},
): string {
  const text = xmp && xmp.length <= maxPacketBytes ? xmp.toString("utf8").replace(/\0+$/, "") : "";
  const packet = withoutGps ? removeXmpGps(text) : text;
  const end = packet.lastIndexOf("</rdf:RDF>");
  // Other prefixes than the usual ones, or no RDF at all: nothing safe to add to.
  if (end < 0 || !packet.includes("xmlns:rdf=")) return freshXmp;
  const cleaned = replaced.reduce(
    (text, name) =>
      text
        .replaceAll(new RegExp(`\\s${name}=("[^"]*"|'[^']*')`, "g"), "")
        .replaceAll(new RegExp(`<${name}(?:\\s[^<>]*)?(?:/>|>[^<]*</${name}>)`, "g"), ""),
    packet.slice(0, end),
  );
  const marked = cleaned + description + packet.slice(end);
  return Buffer.byteLength(marked) <= maxBytes ? marked : freshXmp;
}
