const orientationTag = 0x0112;
const shortType = 3;
const entryBytes = 12;

/**
 * The EXIF block of a photo, ready for a PNG whose pixels are already upright: orientation says 1, the embedded thumbnail (it
 * shows the photo before colour) is unlinked, everything else stays, GPS too. Null when there is none or it is malformed.
 */
export function normaliseExif(exif: Buffer | undefined): Buffer | null {
  if (!exif) return null;
  const start = exif.toString("latin1", 0, 6) === "Exif\0\0" ? 6 : 0;
  const tiff = Buffer.from(exif.subarray(start));
  const order = tiff.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return null;
  try {
    const little = order === "II";
    const read16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
    const write16 = (value: number, at: number) =>
      little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
    const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    const entries = read16(directory);
    for (let i = 0; i < entries; i++) {
      const entry = directory + 2 + i * entryBytes;
      if (read16(entry) === orientationTag && read16(entry + 2) === shortType) write16(1, entry + 8);
    }
    tiff.writeUInt32LE(0, directory + 2 + entries * entryBytes);
    return tiff;
  } catch (error) {
    // An offset beyond the end: the block is cut off, and half of it is worth nothing.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
