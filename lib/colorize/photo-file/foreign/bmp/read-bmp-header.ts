import { Refusal } from "../foreign-task";

export type Masks = { red: number; green: number; blue: number; alpha: number };
export type BmpHeader = {
  width: number;
  height: number;
  /** Whether the first row in the file is the top one; most files begin at the bottom. */
  isTopDown: boolean;
  bits: 1 | 2 | 4 | 8 | 16 | 24 | 32;
  isRunLength: boolean;
  /** Where the pixels begin. */
  pixelsAt: number;
  /** RGB, three bytes a color; empty above 8 bits. */
  palette: Uint8Array;
  /** Which bits of a pixel are which color; null where the pixel's bytes are. */
  masks: Masks | null;
};

const bitCounts = [1, 2, 4, 8, 16, 24, 32] as const;
const compressions = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 };
const fileHeaderBytes = 14;
const defaultMasks: Record<number, Masks> = {
  16: { red: 0x7c00, green: 0x03e0, blue: 0x001f, alpha: 0 },
};

/**
 * Reads the headers of Windows and OS/2 up to version 5.
 * @throws {Refusal} for compressions that only printers use; other errors mean that the header is damaged
 */
export function readBmpHeader(file: Buffer): BmpHeader {
  const headerBytes = file.readUInt32LE(fileHeaderBytes);
  const isOld = headerBytes === 12;
  if (!isOld && (headerBytes < 16 || headerBytes > 200)) throw new Error(`a header of ${headerBytes} bytes`);
  const signedHeight = isOld ? file.readUInt16LE(20) : file.readInt32LE(22);
  const found = file.readUInt16LE(isOld ? 24 : 28);
  const bits = bitCounts.find((count) => count === found);
  if (!bits) throw new Error(`${found} bits a pixel`);
  const compression = isOld || headerBytes < 20 ? compressions.none : file.readUInt32LE(30);
  const isRunLength =
    (compression === compressions.rle8 && bits === 8) || (compression === compressions.rle4 && bits === 4);
  const hasMasks =
    (compression === compressions.bitFields && headerBytes !== 64) || compression === compressions.alphaBitFields;
  if (compression !== compressions.none && !isRunLength && !(hasMasks && (bits === 16 || bits === 32)))
    throw new Refusal(
      "image_unsupported",
      "This BMP picture is compressed for a printer. Save it as PNG and send that.",
    );
  const masks = hasMasks ? readMasks(file, headerBytes, compression) : (defaultMasks[bits] ?? null);
  const masksAfter = hasMasks && headerBytes === 40 ? (compression === compressions.alphaBitFields ? 16 : 12) : 0;
  const colorsUsed = isOld || headerBytes < 36 ? 0 : file.readUInt32LE(46);
  const paletteAt = fileHeaderBytes + headerBytes + masksAfter;
  return {
    width: isOld ? file.readUInt16LE(18) : file.readInt32LE(18),
    height: Math.abs(signedHeight),
    isTopDown: signedHeight < 0,
    bits,
    isRunLength,
    pixelsAt: file.readUInt32LE(10),
    palette:
      bits > 8 ? new Uint8Array() : readPalette(file, { at: paletteAt, bits, colorsUsed, entryBytes: isOld ? 3 : 4 }),
    masks,
  };
}

function readMasks(file: Buffer, headerBytes: number, compression: number): Masks {
  const hasAlpha = headerBytes >= 56 || compression === compressions.alphaBitFields;
  return {
    red: file.readUInt32LE(54),
    green: file.readUInt32LE(58),
    blue: file.readUInt32LE(62),
    alpha: hasAlpha ? file.readUInt32LE(66) : 0,
  };
}

type PaletteAt = { at: number; bits: number; colorsUsed: number; entryBytes: number };

/** Colors that a file leaves out are black. */
function readPalette(file: Buffer, { at, bits, colorsUsed, entryBytes }: PaletteAt): Uint8Array {
  const count = Math.min(colorsUsed || 2 ** bits, 2 ** bits);
  const palette = new Uint8Array(2 ** bits * 3);
  for (let i = 0; i < count; i += 1) {
    const from = at + i * entryBytes;
    palette[i * 3] = file[from + 2] ?? 0;
    palette[i * 3 + 1] = file[from + 1] ?? 0;
    palette[i * 3 + 2] = file[from] ?? 0;
  }
  return palette;
}
