import { crc32, deflateSync } from "node:zlib";
import type { KeywordText } from "../../photo-metadata/photo-metadata";
import { dotsPerMeter, type Resolution } from "../../photo-metadata/resolution";
import type { Encoded, OutputMetadata, Wrapping } from "./wrapping";

export const pngSignature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
/** Length of the signature and IHDR, which come first in every PNG. Added chunks go right after them. */
export const pngHeadBytes = 8 + 25;
const physicalBytes = 12 + 9;
/** Letters of a keyword. */
const maxKeywordLength = 79;

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export const iccChunk = (name: string, profile: Buffer): Buffer =>
  pngChunk("iCCP", Buffer.concat([Buffer.from(`${name}\0\0`, "latin1"), deflateSync(profile)]));

/** @param tiff the EXIF block, from its byte order mark on */
export const exifChunk = (tiff: Buffer): Buffer => pngChunk("eXIf", tiff);

/** Keyword, no compression, no language, no translated keyword, as the XMP specification requires. */
export const xmpChunk = (packet: Buffer): Buffer =>
  pngChunk("iTXt", Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\0\0\0\0", "latin1"), packet]));

/** In the older chunk, which every reader knows, where the text is ASCII. Nothing for a keyword that PNG cannot hold. */
function textChunk({ keyword, text }: KeywordText): Buffer[] {
  if (!/^[\x20-\x7e\xa1-\xff]{1,79}$/.test(keyword) || keyword.length > maxKeywordLength) return [];
  const isAscii = /^[\n\r\t\x20-\x7e]*$/.test(text);
  const name = Buffer.from(`${keyword}\0`, "latin1");
  if (isAscii) return [pngChunk("tEXt", Buffer.concat([name, Buffer.from(text, "latin1")]))];
  return [pngChunk("iTXt", Buffer.concat([name, Buffer.alloc(4), Buffer.from(text, "utf8")]))];
}

function physicalChunk(resolution: Resolution): Buffer {
  const data = Buffer.alloc(9);
  dotsPerMeter(resolution).forEach((dots, nth) => {
    data.writeUInt32BE(dots, nth * 4);
  });
  data[8] = 1;
  return pngChunk("pHYs", data);
}

/** Adds profile, size, texts, EXIF and XMP as chunks after the header. */
export function wrapPng(
  { head }: Encoded,
  { icc, exif, xmp, resolution, keywordTexts = [] }: OutputMetadata,
): Wrapping {
  const chunks = [
    ...(icc ? [iccChunk("ICC profile", icc)] : []),
    ...(resolution ? [physicalChunk(resolution)] : []),
    ...keywordTexts.flatMap(textChunk),
    ...(exif ? [exifChunk(exif)] : []),
    ...(xmp ? [xmpChunk(xmp)] : []),
  ];
  // libvips says one dot a millimeter of every picture whose size it does not know.
  const isSized = head.toString("latin1", pngHeadBytes + 4, pngHeadBytes + 8) === "pHYs";
  const before = Buffer.concat([head.subarray(0, pngHeadBytes), ...chunks]);
  return { before, skip: pngHeadBytes + (isSized ? physicalBytes : 0), after: Buffer.alloc(0) };
}
