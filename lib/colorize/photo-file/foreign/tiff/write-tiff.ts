import { open } from "node:fs/promises";

export type TiffPicture = {
  width: number;
  height: number;
  /** Gray, gray with alpha, RGB, RGB with alpha. Alpha is not multiplied in. */
  channels: 1 | 2 | 3 | 4;
  /** Bits of a sample; 16 in little-endian order. */
  depth: 8 | 16;
  icc?: Uint8Array | null;
};

type Entry = { tag: number; type: keyof typeof typeBytes; values: readonly number[] | Uint8Array };
const typeBytes = { short: 2, long: 4, bytes: 1 };
const typeCodes = { short: 3, long: 4, bytes: 7 };
/** Readers hold a whole strip in memory. */
const stripBytes = 256 * 1024;
const headerBytes = 8;

/**
 * Writes an uncompressed TIFF, row by row: sharp takes raw pixels only as one buffer, and puts no profile on them.
 * @param rows the samples from top to bottom, in pieces of any length
 * @throws when there are more or fewer samples than the picture has
 */
export async function writeTiff(path: string, picture: TiffPicture, rows: Iterable<Uint8Array>): Promise<void> {
  const { width, height, channels, depth } = picture;
  const expected = width * height * channels * (depth / 8);
  const file = await open(path, "wx", 0o600);
  try {
    await file.write(writeHead(picture));
    let written = 0;
    for (const piece of rows) {
      written += piece.byteLength;
      if (written > expected) break;
      await file.write(piece);
    }
    if (written !== expected) throw new Error(`${written} bytes of ${expected} came out of the decoder`);
  } finally {
    await file.close();
  }
}

function writeHead({ width, height, channels, depth, icc }: TiffPicture): Buffer {
  const rowBytes = width * channels * (depth / 8);
  const rowsPerStrip = Math.max(1, Math.floor(stripBytes / rowBytes));
  const strips = Math.ceil(height / rowsPerStrip);
  const sizes = Array.from({ length: strips }, (_, i) => Math.min(rowsPerStrip, height - i * rowsPerStrip) * rowBytes);
  const write = (dataAt: number) =>
    writeDirectory([
      { tag: 256, type: "long", values: [width] },
      { tag: 257, type: "long", values: [height] },
      { tag: 258, type: "short", values: Array(channels).fill(depth) },
      { tag: 259, type: "short", values: [1] },
      { tag: 262, type: "short", values: [channels < 3 ? 1 : 2] },
      { tag: 273, type: "long", values: sizes.map((_, i) => dataAt + i * rowsPerStrip * rowBytes) },
      { tag: 277, type: "short", values: [channels] },
      { tag: 278, type: "long", values: [rowsPerStrip] },
      { tag: 279, type: "long", values: sizes },
      ...(channels % 2 === 0 ? [{ tag: 338, type: "short", values: [2] } as const] : []),
      ...(icc && icc.byteLength > 0 ? [{ tag: 34675, type: "bytes", values: icc } as const] : []),
    ]);
  // The offsets need the directory's length, which does not depend on them.
  const { length } = write(0);
  return write(length);
}

/** Header, directory and the values that do not fit into it. */
function writeDirectory(entries: Entry[]): Buffer {
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  const outside: Buffer[] = [];
  let outsideAt = headerBytes + directory.length;
  for (const [index, { tag, type, values }] of entries.entries()) {
    const at = 2 + index * 12;
    const bytes = writeValues(type, values);
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(typeCodes[type], at + 2);
    directory.writeUInt32LE(values.length, at + 4);
    if (bytes.length <= 4) bytes.copy(directory, at + 8);
    else {
      directory.writeUInt32LE(outsideAt, at + 8);
      const padded = bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes;
      outside.push(padded);
      outsideAt += padded.length;
    }
  }
  const header = Buffer.from([0x49, 0x49, 42, 0, headerBytes, 0, 0, 0]);
  return Buffer.concat([header, directory, ...outside]);
}

function writeValues(type: Entry["type"], values: Entry["values"]): Buffer {
  if (values instanceof Uint8Array) return Buffer.from(values);
  const bytes = Buffer.alloc(values.length * typeBytes[type]);
  for (const [i, value] of values.entries()) {
    if (type === "short") bytes.writeUInt16LE(value, i * 2);
    else bytes.writeUInt32LE(value, i * 4);
  }
  return bytes;
}
