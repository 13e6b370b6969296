import type { OutputMetadata } from "../metadata/apply-metadata-policy";
import { exifChunk, iccChunk, pngHeadBytes, xmpChunk } from "./png-chunks";
import type { Encoded, Wrapping } from "./wrapping";

/** Profile, EXIF and XMP as chunks right behind the header. */
export function wrapPng({ head }: Encoded, { icc, exif, xmp }: OutputMetadata): Wrapping {
  const chunks = [icc && iccChunk("sRGB", icc), exif && exifChunk(exif), xmp && xmpChunk(xmp)];
  const before = Buffer.concat([head.subarray(0, pngHeadBytes), ...chunks.filter((chunk) => chunk !== null)]);
  return { before, skip: pngHeadBytes, after: Buffer.alloc(0) };
}
