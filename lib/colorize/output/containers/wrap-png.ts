import { crc32, deflateSync } from "node:zlib";
import type { Encoded, OutputMetadata, Wrapping } from "./wrapping";

/** Length of the signature and IHDR, which come first in every PNG. Added chunks go right after them. */
export const pngHeadBytes = 8 + 25;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export const iccChunk = (name: string, profile: Buffer): Buffer =>
  chunk("iCCP", Buffer.concat([Buffer.from(`${name}\0\0`, "latin1"), deflateSync(profile)]));

/** @param tiff the EXIF block, from its byte order mark on */
export const exifChunk = (tiff: Buffer): Buffer => chunk("eXIf", tiff);

/** Keyword, no compression, no language, no translated keyword, as the XMP specification requires. */
export const xmpChunk = (packet: Buffer): Buffer =>
  chunk("iTXt", Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\0\0\0\0", "latin1"), packet]));

/** Adds profile, EXIF and XMP as chunks after the header. */
export function wrapPng({ head }: Encoded, { icc, exif, xmp }: OutputMetadata): Wrapping {
  const chunks = [icc && iccChunk("sRGB", icc), exif && exifChunk(exif), xmp && xmpChunk(xmp)];
  const before = Buffer.concat([head.subarray(0, pngHeadBytes), ...chunks.filter((chunk) => chunk !== null)]);
  return { before, skip: pngHeadBytes, after: Buffer.alloc(0) };
}
