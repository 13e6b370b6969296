import { removeXmpGps } from "./remove-xmp-gps";

/** The IPTC code for a photograph to which a trained model added something, here its color. */
export const digitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
export const creatorTool = "Pixomax Studio";

/** Larger packets consist of previews and edit histories, which need not be carried in every output. */
const maxPacketBytes = 256 * 1024;

const description =
  `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ` +
  `xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmp:CreatorTool="${creatorTool}" ` +
  `Iptc4xmpExt:DigitalSourceType="${digitalSourceType}"/>`;

/** A packet with the mark alone. */
export const freshXmp =
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** Properties that the mark replaces; in a packet they are attributes or elements. */
const replaced = ["xmp:CreatorTool", "Iptc4xmpExt:DigitalSourceType", "tiff:Orientation"];

type Options = {
  /** Largest packet allowed; a larger one is replaced by the mark alone. */
  maxBytes?: number;
  withoutGps?: boolean;
};

/** The photo's own XMP, with its credits, captions and rights, plus the mark that a model colorized it. */
export function markXmp(
  xmp: Buffer | undefined,
  { maxBytes = Number.POSITIVE_INFINITY, withoutGps = false }: Options = {},
): string {
  const text = xmp && xmp.length <= maxPacketBytes ? xmp.toString("utf8").replace(/\0+$/, "") : "";
  const packet = withoutGps ? removeXmpGps(text) : text;
  const end = packet.lastIndexOf("</rdf:RDF>");
  // Uncommon prefixes or no RDF at all: the mark cannot be inserted safely.
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
