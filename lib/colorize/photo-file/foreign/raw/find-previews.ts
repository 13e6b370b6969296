/** A JPEG inside another file. */
export type Preview = { at: number; width: number; height: number };

const start = Buffer.from([0xff, 0xd8, 0xff]);
/** Where a JPEG might begin; random bytes do so once in 16 MB. */
const maxStarts = 5000;
const maxSegments = 200;
const endMarkers = new Set([0xd9, 0xda]);
/** Baseline, extended and progressive. Raw pixels are lossless JPEG (0xc3), which is no picture. */
const pictureFrames = new Set([0xc0, 0xc1, 0xc2]);
const otherFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** The JPEG pictures inside a raw file, largest first. Every maker keeps them elsewhere, so they are found by their own marks. */
export function findPreviews(file: Buffer): Preview[] {
  const found: Preview[] = [];
  let at = file.indexOf(start);
  for (let starts = 0; at >= 0 && starts < maxStarts; starts += 1) {
    const size = readSize(file, at);
    if (size) found.push({ at, ...size });
    at = file.indexOf(start, at + 2);
  }
  return found.sort((one, other) => other.width * other.height - one.width * one.height);
}

/** Width and height that the JPEG at `at` announces; null when none begins there. */
function readSize(file: Buffer, from: number): { width: number; height: number } | null {
  let at = from + 2;
  for (let segments = 0; segments < maxSegments && at + 9 <= file.length; segments += 1) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker < 0xc0 || endMarkers.has(marker) || otherFrames.has(marker)) return null;
    if (pictureFrames.has(marker)) {
      const size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
      return file[at + 4] === 8 && size.width > 0 && size.height > 0 ? size : null;
    }
    const length = file.readUInt16BE(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}
