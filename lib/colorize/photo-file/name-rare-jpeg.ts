import { open } from "node:fs/promises";

const startOfFrame = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7]);
const lossless = new Set([0xc3, 0xc7, 0xcb, 0xcf]);
const arithmetic = new Set([0xc9, 0xca, 0xcd, 0xce]);
/** Segments before the frame: profiles and previews can be a few hundred kilobytes. */
const maxHeadBytes = 4 * 1024 * 1024;

/** What a JPEG has that its decoder does not read, in words that follow "a JPEG"; null for an ordinary one, or one cut off. */
export async function nameRareJpeg(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(5);
    for (let at = 2; at < maxHeadBytes; ) {
      if ((await file.read(bytes, 0, 5, at)).bytesRead < 5 || bytes[0] !== 0xff) return null;
      const marker = bytes.readUInt8(1);
      if (startOfFrame.has(marker)) return nameFrame(marker, bytes.readUInt8(4));
      // A fill byte, or a segment with its length.
      at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(2);
    }
    return null;
  } finally {
    await file.close();
  }
}

function nameFrame(marker: number, bits: number): string | null {
  if (marker === 0xf7) return "in the JPEG-LS format";
  if (lossless.has(marker)) return "in lossless compression, as medical and raw files have it";
  if (arithmetic.has(marker)) return "in arithmetic coding";
  return bits === 8 ? null : `with ${bits} bits a sample`;
}
