import { deflateSync } from "node:zlib";

/** A picture as a function: the sample in [0, 1] (or any number, for floats) of a channel at a pixel. */
type Painter = (x: number, y: number, channel: number) => number;
type Kind = "uint" | "int" | "float";

export type TiffPlan = {
  width: number;
  height: number;
  samples: number;
  bits: number;
  kind?: Kind;
  /** 0 WhiteIsZero, 1 BlackIsZero, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr, 8 CIELab, 9 ICCLab. */
  photometric: number;
  extraSamples?: number[];
  planar?: boolean;
  /** Rows in a strip; all by default. */
  rowsPerStrip?: number;
  /** Both sides of a tile; strips by default. */
  tile?: number;
  deflate?: boolean;
  bigEndian?: boolean;
  /** Further tags with SHORT, LONG, RATIONAL or byte values. */
  tags?: { tag: number; type: 1 | 2 | 3 | 4 | 5 | 7 | 11; values: number[] }[];
  /** Tags to leave out. */
  drops?: number[];
  /** Code values (not shares) for integers, numbers for floats. */
  paint: Painter;
};

type Entry = { tag: number; type: number; values: number[] };
const typeBytes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 11: 4 };

/** A TIFF of one page, or of several, written by hand: the tests' own arithmetic, apart from the libraries that read it. */
export function makeTiff(...pages: TiffPlan[]): Buffer {
  const bigEndian = pages[0]?.bigEndian ?? false;
  const parts: Buffer[] = [Buffer.from(bigEndian ? "MM\0*\0\0\0\0" : "II*\0\0\0\0\0", "latin1")];
  let at = 8;
  const add = (bytes: Buffer) => {
    const offset = at;
    const padded = bytes.length % 2 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes;
    parts.push(padded);
    at += padded.length;
    return offset;
  };
  let pointer: { buffer: Buffer; at: number } = { buffer: parts[0] as Buffer, at: 4 };
  for (const page of pages) {
    const chunks = cutChunks(page).map((chunk) => (page.deflate ? deflateSync(chunk) : chunk));
    const offsets = chunks.map(add);
    const entries = listTags(
      page,
      offsets,
      chunks.map(({ length }) => length),
    );
    const values = entries.map((entry) => encodeValues(entry, bigEndian));
    const places = values.map((bytes) => (bytes.length > 4 ? add(bytes) : null));
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    const writer = numbersOf(directory, bigEndian);
    writer.short(0, entries.length);
    entries.forEach(({ tag, type, values: list }, index) => {
      const start = 2 + index * 12;
      writer.short(start, tag);
      writer.short(start + 2, type);
      writer.long(start + 4, type === 5 ? list.length / 2 : list.length);
      const place = places[index];
      if (typeof place === "number") writer.long(start + 8, place);
      else values[index]?.copy(directory, start + 8);
    });
    numbersOf(pointer.buffer, bigEndian).long(pointer.at, add(directory));
    pointer = { buffer: directory, at: directory.length - 4 };
  }
  return Buffer.concat(parts);
}

function listTags(page: TiffPlan, offsets: number[], counts: number[]): Entry[] {
  const { width, height, samples, bits, kind = "uint", photometric, extraSamples, planar, tile } = page;
  const format = { uint: 1, int: 2, float: 3 }[kind];
  const entries: Entry[] = [
    { tag: 256, type: 4, values: [width] },
    { tag: 257, type: 4, values: [height] },
    { tag: 258, type: 3, values: Array<number>(samples).fill(bits) },
    { tag: 259, type: 3, values: [page.deflate ? 8 : 1] },
    { tag: 262, type: 3, values: [photometric] },
    { tag: 277, type: 3, values: [samples] },
    { tag: 284, type: 3, values: [planar ? 2 : 1] },
    { tag: 339, type: 3, values: Array<number>(samples).fill(format) },
    ...(extraSamples ? [{ tag: 338, type: 3, values: extraSamples }] : []),
    ...(tile
      ? [
          { tag: 322, type: 3, values: [tile] },
          { tag: 323, type: 3, values: [tile] },
          { tag: 324, type: 4, values: offsets },
          { tag: 325, type: 4, values: counts },
        ]
      : [
          { tag: 273, type: 4, values: offsets },
          { tag: 278, type: 4, values: [page.rowsPerStrip ?? height] },
          { tag: 279, type: 4, values: counts },
        ]),
    ...(page.tags ?? []),
  ];
  return entries.filter(({ tag }) => !page.drops?.includes(tag)).sort((a, b) => a.tag - b.tag);
}

/** The strips or tiles, plane by plane where the file is planar; what a tile has outside the picture is 0. */
function cutChunks(page: TiffPlan): Buffer[] {
  const { width, height, samples, planar, tile } = page;
  const planes = planar ? Array.from({ length: samples }, (_, channel) => [channel]) : [listChannels(samples)];
  const [chunkWidth, chunkHeight] = tile ? [tile, tile] : [width, page.rowsPerStrip ?? height];
  return planes.flatMap((channels) => {
    const chunks: Buffer[] = [];
    for (let top = 0; top < height; top += chunkHeight) {
      const rows = tile ? chunkHeight : Math.min(chunkHeight, height - top);
      for (let left = 0; left < width; left += chunkWidth)
        chunks.push(packRows(page, { left, top, columns: chunkWidth, rows, channels }));
    }
    return chunks;
  });
}

const listChannels = (samples: number) => Array.from({ length: samples }, (_, channel) => channel);

type Area = { left: number; top: number; columns: number; rows: number; channels: number[] };

function packRows(page: TiffPlan, { left, top, columns, rows, channels }: Area): Buffer {
  const { width, height, bits, paint, kind = "uint", bigEndian = false } = page;
  const rowBytes = Math.ceil((columns * channels.length * bits) / 8);
  const out = Buffer.alloc(rowBytes * rows);
  for (let y = 0; y < rows; y++) {
    let bit = y * rowBytes * 8;
    for (let x = 0; x < columns; x++) {
      for (const channel of channels) {
        const isInside = left + x < width && top + y < height;
        const value = isInside ? paint(left + x, top + y, channel) : 0;
        writeSample(out, bit, { value, bits, kind, bigEndian });
        bit += bits;
      }
    }
  }
  return out;
}

type Sample = { value: number; bits: number; kind: Kind; bigEndian: boolean };

function writeSample(out: Buffer, bit: number, { value, bits, kind, bigEndian }: Sample): void {
  const at = bit >> 3;
  const view = new DataView(out.buffer, out.byteOffset);
  if (kind === "float") {
    if (bits === 16) view.setUint16(at, toHalf(value), !bigEndian);
    else if (bits === 64) view.setFloat64(at, value, !bigEndian);
    else view.setFloat32(at, value, !bigEndian);
  } else if (bits === 8) out[at] = value;
  else if (bits === 24) bigEndian ? out.writeUIntBE(value, at, 3) : out.writeUIntLE(value, at, 3);
  else if (bits === 16) view.setUint16(at, value & 0xffff, !bigEndian);
  else if (bits === 32) view.setUint32(at, value >>> 0, !bigEndian);
  else {
    for (let i = 0; i < bits; i++) {
      const target = bit + i;
      if ((value >> (bits - 1 - i)) & 1) out[target >> 3] = (out[target >> 3] as number) | (0x80 >> (target & 7));
    }
  }
}

/** Half precision of a number in [0, 65504], cut off. */
function toHalf(value: number): number {
  if (value < 2 ** -14) return Math.round(value * 2 ** 24);
  const exponent = Math.floor(Math.log2(value));
  return ((exponent + 15) << 10) | Math.floor((value / 2 ** exponent - 1) * 1024);
}

function encodeValues({ type, values }: Entry, bigEndian: boolean): Buffer {
  const bytes = typeBytes[type] as number;
  const out = Buffer.alloc(type === 5 ? values.length * 4 : values.length * bytes);
  const view = new DataView(out.buffer, out.byteOffset);
  values.forEach((value, index) => {
    if (type === 3) view.setUint16(index * 2, value, !bigEndian);
    else if (type === 4 || type === 5) view.setUint32(index * 4, value, !bigEndian);
    else if (type === 11) view.setFloat32(index * 4, value, !bigEndian);
    else out[index] = value;
  });
  return out;
}

const numbersOf = (buffer: Buffer, bigEndian: boolean) => ({
  short: (at: number, value: number) => (bigEndian ? buffer.writeUInt16BE(value, at) : buffer.writeUInt16LE(value, at)),
  long: (at: number, value: number) => (bigEndian ? buffer.writeUInt32BE(value, at) : buffer.writeUInt32LE(value, at)),
});
