import { type OutputFormat, outputFormats } from "@/lib/contract/order";
import { photoTextNames, placesOf } from "@/lib/contract/photos/photo-texts";
import type { DocsSection } from "./docs-block";

const none = "–";
const tag = (number: number | undefined): string =>
  number === undefined ? none : `0x${number.toString(16).padStart(4, "0")}`;

/** One row for each text that people write into photos, with all its places. */
const textRows = (): string[][] =>
  photoTextNames.map((name) => {
    const { label, xmp, iptc, exif, png } = placesOf(name);
    return [label, `\`${xmp}\``, iptc === undefined ? none : `2:${iptc}`, tag(exif), png ?? none];
  });

/** What each format has a place for. */
const placesByFormat: Record<OutputFormat, string[]> = {
  png: ["pHYs, EXIF", "XMP, EXIF, PNG text", "16 bits"],
  jpeg: ["JFIF, EXIF", "XMP, EXIF, IPTC, comment", "8 bits"],
  webp: ["EXIF", "XMP, EXIF", "8 bits"],
  tiff: ["TIFF tags", "XMP, TIFF tags, EXIF, IPTC", "16 bits"],
  avif: ["EXIF", "XMP, EXIF", "8 bits"],
};

export function metadataSection(): DocsSection {
  return {
    id: "metadata",
    title: "Metadata",
    blocks: [
      {
        kind: "text",
        text: "With `metadata=keep` the output says what the photo's file said: EXIF, XMP, IPTC, the texts of TIFF and PNG, comments of JPEG and GIF, and the size in dots per inch or centimeter. A text goes into every place that the output's format has for it, in UTF-8; what the photo says in XMP is never replaced. Where the photo says no size, the output says none.",
      },
      {
        kind: "table",
        caption: "Texts and their places, in the photo and in the output",
        head: ["Text", "XMP", "IPTC", "EXIF, TIFF", "PNG"],
        rows: textRows(),
      },
      {
        kind: "table",
        caption: "What each format holds",
        head: ["Output", "Size", "Texts", "Depth up to"],
        rows: outputFormats.map((format) => [`\`${format}\``, ...placesByFormat[format]]),
      },
      {
        kind: "text",
        text: "Other texts of PNG stay in a PNG under their keywords, and become lines of the comment elsewhere. `strip_gps` removes coordinates wherever they are; names of places that somebody wrote stay. `strip` leaves only the mark, the color profile, and the size where the format has a place for it outside EXIF.",
      },
    ],
  };
}
