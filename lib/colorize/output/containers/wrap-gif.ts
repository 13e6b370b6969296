import type { Encoded, OutputMetadata, Wrapping } from "./wrapping";

/** Signature and logical screen descriptor. */
const screenBytes = 13;
/** An application extension of 11 letters. */
const xmpExtension = Buffer.concat([Buffer.from([0x21, 0xff, 11]), Buffer.from("XMP DataXMP", "latin1")]);
/**
 * What follows the packet, as the XMP specification has it: wherever a reader that takes text for lengths of blocks arrives in
 * these bytes, it is led to the last one, which ends the extension.
 */
const xmpTrailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0]);

/** Adds XMP before the first frame. A GIF holds no EXIF, and a profile that nothing reads. `head` reaches past the palette. */
export function wrapGif({ head }: Encoded, { xmp }: OutputMetadata): Wrapping {
  const flags = head[10] ?? 0;
  const paletteBytes = flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
  const skip = screenBytes + paletteBytes;
  const parts = [head.subarray(0, skip), ...(xmp ? [xmpExtension, xmp, xmpTrailer] : [])];
  return { before: Buffer.concat(parts), skip, after: Buffer.alloc(0) };
}
