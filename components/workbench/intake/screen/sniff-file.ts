import { type PhotoTypeName, photoTypes } from "../photo-types";

/** Bytes of a file's beginning that `sniffFile` looks at. */
export const headBytes = 512;

/** What a file is: a photo in a format that the studio reads, or something else with its name and what to do instead. */
export type Sniffed = { format: PhotoTypeName } | { kind: string; advice: string } | null;

/** `zeros`: further bytes that must be 0, where the first ones alone could begin a text. */
type Signature = { bytes: string; at?: number; zeros?: { at: number; count: number }; is: Exclude<Sniffed, null> };
const other = (kind: string, advice: string) => ({ kind, advice });
const exported = "Export it as JPEG or TIFF and add that.";
const video = other("a video", "Add a photo, or a single frame of it.");
const otherRaw = other("a camera's raw file", exported);
const raw = { format: "raw" } as const;
const archive = other("an archive", "Unpack it and add the photos, or the folder.");

/** In Latin-1. The first that fits counts: a camera's raw files begin like TIFF. */
const signatures: Signature[] = [
  { bytes: "\xff\xd8\xff", is: { format: "jpeg" } },
  { bytes: "\x89PNG\r\n\x1a\n", is: { format: "png" } },
  { bytes: "GIF87a", is: { format: "gif" } },
  { bytes: "GIF89a", is: { format: "gif" } },
  { bytes: "WEBP", at: 8, is: { format: "webp" } },
  { bytes: "II*\0\x10\0\0\0CR", is: raw },
  { bytes: "II*\0", is: { format: "tiff" } },
  { bytes: "MM\0*", is: { format: "tiff" } },
  { bytes: "II+\0", is: { format: "tiff" } },
  { bytes: "MM\0+", is: { format: "tiff" } },
  { bytes: "FUJIFILMCCD-RAW", is: otherRaw },
  { bytes: "IIU\0", is: raw },
  { bytes: "IIRO", is: raw },
  { bytes: "IIRS", is: raw },
  { bytes: "\0MRM", is: otherRaw },
  { bytes: "FOVb", is: otherRaw },
  { bytes: "crx ", at: 8, is: otherRaw },
  { bytes: "%PDF-", is: { format: "pdf" } },
  { bytes: "%!PS", is: other("a PostScript file", exported) },
  { bytes: "8BPS", is: other("a Photoshop file", exported) },
  { bytes: "BM", zeros: { at: 6, count: 4 }, is: { format: "bmp" } },
  { bytes: "\0\0\x01\0", is: other("an icon", "Add a photo.") },
  { bytes: "\xff\x0a", is: { format: "jxl" } },
  { bytes: "\0\0\0\x0cJXL ", is: { format: "jxl" } },
  { bytes: "\0\0\0\x0cjP  ", is: { format: "jp2" } },
  { bytes: "\xff\x4f\xff\x51", is: { format: "jp2" } },
  { bytes: "PK\x03\x04", is: archive },
  { bytes: "Rar!", is: archive },
  { bytes: "7z\xbc\xaf\x27\x1c", is: archive },
  { bytes: "\x1f\x8b", is: archive },
  { bytes: "\xd0\xcf\x11\xe0", is: other("an Office document", "Save its pictures as files and add those.") },
  { bytes: "{\\rtf", is: other("a text document", "Add a photo.") },
  { bytes: "\x1aE\xdf\xa3", is: video },
  { bytes: "AVI ", at: 8, is: video },
  { bytes: "\0\0\x01\xba", is: video },
  { bytes: "OggS", is: video },
  { bytes: "FLV\x01", is: video },
  { bytes: "ID3", is: other("a sound file", "Add a photo.") },
  { bytes: "RIFF", is: other("a sound file", "Add a photo.") },
];

const rawEndings = new Set<string>(photoTypes.raw.endings);
/** Their previews are too small, or nobody knows where they are. */
const otherRawEndings = new Set([".nrw", ".srf", ".sr2", ".crw", ".raw", ".3fr", ".iiq", ".rwl", ".srw"]);
const avifBrands = new Set(["avif", "avis"]);
const heicBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);

/**
 * What the first bytes of a file say that it is; null when they say nothing known. The name decides only between TIFF and the
 * raw files that begin like it.
 */
export function sniffFile(head: Uint8Array, name: string): Sniffed {
  const text = Array.from(head.subarray(0, headBytes), (byte) => String.fromCharCode(byte)).join("");
  const ending = /\.\w+$/.exec(name)?.[0]?.toLowerCase() ?? "";
  const known = signatures.find((signature) => fits(text, signature))?.is ?? null;
  if (known && "format" in known) return known.format === "tiff" ? sniffTiff(ending) : known;
  if (known === archive && /^\.(docx|xlsx|pptx|odt|ods|odp)$/.test(ending))
    return other("an Office document", "Save its pictures as files and add those.");
  return known ?? sniffBrands(text) ?? sniffMarkup(text);
}

const sniffTiff = (ending: string): Sniffed =>
  rawEndings.has(ending) ? raw : otherRawEndings.has(ending) ? otherRaw : { format: "tiff" };

const fits = (text: string, { bytes, at = 0, zeros }: Signature): boolean =>
  text.startsWith(bytes, at) && (!zeros || text.startsWith("\0".repeat(zeros.count), zeros.at));

/** HEIC, AVIF and most videos share one container and differ in its brands. */
function sniffBrands(text: string): Sniffed {
  if (!text.startsWith("ftyp", 4)) return null;
  const size = [0, 1, 2, 3].reduce((sum, at) => sum * 256 + text.charCodeAt(at), 0);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= Math.min(size, text.length); at += 4) brands.push(text.slice(at, at + 4));
  for (const brand of brands) {
    if (avifBrands.has(brand)) return { format: "avif" };
    if (heicBrands.has(brand)) return { format: "heic" };
  }
  return video;
}

function sniffMarkup(text: string): Sniffed {
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^<svg[\s>]/i.test(start) || (start.startsWith("<?xml") && /<svg[\s>]/i.test(start)))
    return other("an SVG drawing", "Add a photo.");
  if (/^<(!doctype html|html)/i.test(start)) return other("a web page", "Save the picture itself and add that.");
  return null;
}
