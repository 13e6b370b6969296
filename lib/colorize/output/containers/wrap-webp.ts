import type { Encoded, OutputMetadata, Wrapping } from "./wrapping";

const fileHeadBytes = 12; // RIFF, size, WEBP
const extendedBytes = 18; // the VP8X chunk, its own head included
const flags = { icc: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04, animation: 0x02 };
const noBytes = Buffer.alloc(0);

/** Writes the extended file format: VP8X with flags for what follows, then profile, picture, EXIF and XMP in this order. */
export function wrapWebp({ head, bytes, width, height }: Encoded, { icc, exif, xmp }: OutputMetadata): Wrapping {
  const isExtended = head.toString("latin1", 12, 16) === "VP8X";
  const skip = fileHeadBytes + (isExtended ? extendedBytes : 0);
  const profile = icc ? chunk("ICCP", icc) : noBytes;
  const after = Buffer.concat([exif ? chunk("EXIF", exif) : noBytes, xmp ? chunk("XMP ", xmp) : noBytes]);

  const extended = Buffer.alloc(extendedBytes - 8);
  extended[0] =
    (isExtended ? (head[20] ?? 0) & (flags.alpha | flags.animation) : 0) |
    (icc ? flags.icc : 0) |
    (exif ? flags.exif : 0) |
    (xmp ? flags.xmp : 0);
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);

  const file = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  const before = Buffer.concat([file, chunk("VP8X", extended), profile]);
  before.writeUInt32LE(before.length + (bytes - skip) + after.length - 8, 4);
  return { before, skip, after };
}

/** Chunks start at even offsets; the padding does not count toward the length. */
function chunk(type: string, data: Buffer): Buffer {
  const frame = Buffer.from(`${type}\0\0\0\0`, "latin1");
  frame.writeUInt32LE(data.length, 4);
  return Buffer.concat([frame, data, Buffer.alloc(data.length % 2)]);
}
