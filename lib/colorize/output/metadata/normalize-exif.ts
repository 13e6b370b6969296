import { ExifBlock } from "./exif-block";

const orientationTag = 0x0112;
const gpsTag = 0x8825;
const shortType = 3;

/**
 * The EXIF of a photo adjusted for a picture with upright pixels: orientation becomes 1, the embedded thumbnail (which shows the
 * photo without color) is unlinked, everything else stays. Null when there is none or it is malformed.
 * @param withoutGps also overwrite and unlink the GPS directory; locations inside maker notes are not found
 */
export function normalizeExif(exif: Buffer | undefined, { withoutGps = false } = {}): Buffer | null {
  const block = exif && ExifBlock.open(exif);
  if (!block) return null;
  try {
    const main = block.mainDirectory();
    for (const entry of main.entries) {
      if (block.read16(entry) === orientationTag && block.read16(entry + 2) === shortType) block.write16(1, entry + 8);
    }
    block.write32(0, block.endOf(main));
    if (withoutGps) removeGps(block);
    return block.bytes;
  } catch (error) {
    // An offset lies beyond the end, so the block is cut off and unusable.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function removeGps(block: ExifBlock): void {
  for (;;) {
    const main = block.mainDirectory();
    const entry = main.entries.find((at) => block.read16(at) === gpsTag);
    if (entry === undefined) return;
    const gps = block.directory(block.read32(entry + 8));
    block.removeEntry(main, entry);
    block.wipe(gps);
  }
}

/** Whether EXIF contains a location. A block that cannot be read counts as if it did. */
export function hasExifGps(exif: Buffer): boolean {
  try {
    const block = ExifBlock.open(exif);
    return !block || block.mainDirectory().entries.some((at) => block.read16(at) === gpsTag);
  } catch {
    return true;
  }
}
