import {
  archive,
  drawing,
  type FileKind,
  officeDocument,
  otherKind,
  type Signature,
  signatures,
  video,
  webPage,
} from "./file-signatures";
import { photoFormatFacts } from "./photo-formats";

/** Bytes of a file's beginning that `identifyFile` looks at; fewer are fine where the file is shorter. */
export const headBytes = 512;

const rawEndings = new Set(photoFormatFacts.raw.endings);
const avifBrands = new Set(["avif", "avis"]);
const heicBrands = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"]);

/**
 * What the first bytes of a file say that it is; null when they say nothing known. The name decides only between TIFF and the
 * raw files that begin like it, and between archives and documents that are ones.
 */
export function identifyFile(head: Uint8Array, name = ""): FileKind | null {
  const text = Array.from(head.subarray(0, headBytes), (byte) => String.fromCharCode(byte)).join("");
  const ending = /\.\w+$/.exec(name)?.[0].toLowerCase() ?? "";
  const known = signatures.find((signature) => fits(text, signature))?.is ?? null;
  if (known === archive && isOffice(text, ending)) return officeDocument;
  if (known && "format" in known && known.format === "tiff" && rawEndings.has(ending)) return { format: "raw" };
  return known ?? identifyBrands(text) ?? identifyText(text);
}

const fits = (text: string, { bytes, at = 0, zeros }: Signature): boolean =>
  text.startsWith(bytes, at) && (!zeros || text.startsWith("\0".repeat(zeros.count), zeros.at));

/** Where the name of a ZIP file's first entry begins. */
const entryNameAt = 30;

/** Office documents are ZIP files whose first entry has one of a few names. */
const isOffice = (text: string, ending: string): boolean =>
  /^\.(docx|xlsx|pptx|odt|ods|odp|epub)$/.test(ending) ||
  /^(\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|docProps\/|mimetypeapplication\/)/.test(text.slice(entryNameAt));

/** HEIC, AVIF and most videos share one container and differ in its brands. The major one decides first; `mif1` can be either. */
function identifyBrands(text: string): FileKind | null {
  if (!text.startsWith("ftyp", 4)) return null;
  if (text.length < 16) return null;
  const size = [0, 1, 2, 3].reduce((sum, at) => sum * 256 + text.charCodeAt(at), 0);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= Math.min(size, text.length); at += 4) brands.push(text.slice(at, at + 4));
  for (const brand of brands) {
    if (avifBrands.has(brand)) return { format: "avif" };
    if (heicBrands.has(brand)) return { format: "heic" };
  }
  return video;
}

function identifyText(text: string): FileKind | null {
  const start = text.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^<svg[\s>]/i.test(start) || (start.startsWith("<?xml") && /<svg[\s>]/i.test(start))) return drawing;
  if (/^<(!doctype html|html|head|body)[\s>]/i.test(start)) return webPage;
  if (/^(<\?xml|<!--).*<html[\s>]/is.test(start)) return webPage;
  if (/^<[?!a-z]/i.test(start)) return otherKind("an XML document", "Add the picture itself.");
  if (/^[[{]\s*["[{\]}]/.test(start)) return otherKind("JSON text", "Add the picture itself.");
  return null;
}
