import { type PhotoTexts, photoTextNames } from "../../../contract/photos/photo-texts";
import { readPacket } from "../../photo-metadata/xmp/read-packet";
import { readXmpTexts, writeXmpTexts } from "../../photo-metadata/xmp/xmp-texts";
import { freshXmp, markDescription } from "./ai-mark";
import { removeXmpGps } from "./remove-xmp-gps";

const endOfRdf = "</rdf:RDF>";

/**
 * Properties that the mark replaces, and those that repeat what the file itself says of its pixels, which the output no longer has:
 * in a packet they are attributes or elements.
 */
const replaced = [
  "xmp:CreatorTool",
  "Iptc4xmpExt:DigitalSourceType",
  "tiff:(?:Orientation|XResolution|YResolution|ResolutionUnit|ImageWidth|ImageLength|Compression|PhotometricInterpretation)",
  "exif:(?:ColorSpace|PixelXDimension|PixelYDimension)",
  "photoshop:(?:ICCProfile|ColorMode|LegacyIPTCDigest)",
];

type Options = {
  /** Largest packet allowed; in a larger one only the texts are kept, or the mark alone. */
  maxBytes?: number;
  withoutGps?: boolean;
  /** What the photo says elsewhere; those of which the packet says nothing are added. */
  texts?: PhotoTexts;
};

/** The photo's own XMP, with its credits, captions and rights, plus the mark that a model colorized it. */
export function markXmp(
  xmp: Buffer | undefined,
  { maxBytes = Number.POSITIVE_INFINITY, withoutGps = false, texts = {} }: Options = {},
): string {
  const own = readPacket(xmp);
  const said = readXmpTexts(own);
  const packet = withoutGps ? removeXmpGps(own) : own;
  const end = packet.lastIndexOf(endOfRdf);
  const fits = (marked: string) => Buffer.byteLength(marked) <= maxBytes;
  const withTexts = freshXmp.replace(endOfRdf, () => `${writeXmpTexts({ ...texts, ...said })}${endOfRdf}`);
  const small = fits(withTexts) ? withTexts : freshXmp;
  // Uncommon prefixes or no RDF at all: the mark cannot be inserted safely.
  if (end < 0 || !packet.includes("xmlns:rdf=")) return small;
  const missing = Object.fromEntries(photoTextNames.filter((name) => !said[name]).map((name) => [name, texts[name]]));
  const cleaned = replaced.reduce(
    (text, name) =>
      text
        .replaceAll(new RegExp(`\\s${name}=("[^"]*"|'[^']*')`, "g"), "")
        .replaceAll(new RegExp(`<(${name})(?:\\s[^<>]*)?(?:/>|>[^<]*</\\1>)`, "g"), ""),
    packet.slice(0, end),
  );
  const marked = cleaned + writeXmpTexts(missing) + markDescription + packet.slice(end);
  return fits(marked) ? marked : small;
}
