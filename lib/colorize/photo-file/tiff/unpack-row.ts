import type { TiffLayout } from "./read-layout";

/** Decodes one row of a strip or tile into `into`, from the index `at` on. */
export type Unpacker = ((bytes: Buffer, into: Float64Array, at: number) => void) & { rowBytes: number };

const noDifference = 1;
const differences = 2;
const floatDifferences = 3;

/**
 * @param columns pixels in a row
 * @param perPixel samples of a pixel in this row: one where the file is planar
 * @throws {Error} for a predictor or a number of bits that TIFF does not have
 */
export function createUnpacker(layout: TiffLayout, columns: number, perPixel: number): Unpacker {
  const { bits, predictor, kind } = layout;
  const count = columns * perPixel;
  const isKnown = kind === "float" ? [16, 24, 32, 64].includes(bits) : bits >= 1 && bits <= 32;
  if (!isKnown) throw new Error(`${bits} bits a sample`);
  if (![noDifference, differences, floatDifferences].includes(predictor)) throw new Error(`predictor ${predictor}`);
  const read =
    predictor === floatDifferences ? createFloatReader({ ...layout, bigEndian: true }) : createReader(layout);
  const rowBytes = Math.ceil((count * bits) / 8);
  const unpack = (bytes: Buffer, into: Float64Array, at: number): void => {
    const row = predictor === floatDifferences ? undoFloatDifferences(bytes, count, perPixel, bits / 8) : bytes;
    read(row, into.subarray(at, at + count));
    if (predictor === differences) undoDifferences(into.subarray(at, at + count), perPixel, layout);
  };
  return Object.assign(unpack, { rowBytes });
}

type Reader = (bytes: Buffer, into: Float64Array) => void;

function createReader(layout: TiffLayout): Reader {
  const { bits, kind, bigEndian } = layout;
  if (kind === "float") return createFloatReader(layout);
  const signed = kind === "int" ? 2 ** (bits - 1) : Number.POSITIVE_INFINITY;
  const toSigned = (value: number) => (value >= signed ? value - 2 * signed : value);
  if (bits % 8 !== 0)
    return (bytes, into) => {
      let [held, heldBits, at] = [0, 0, 0];
      for (let index = 0; index < into.length; index++) {
        for (; heldBits < bits; heldBits += 8) held = held * 256 + (bytes[at++] as number);
        heldBits -= bits;
        const unit = 2 ** heldBits;
        const value = Math.floor(held / unit);
        held -= value * unit;
        into[index] = toSigned(value);
      }
    };
  const step = bits / 8;
  return (bytes, into) => {
    for (let index = 0; index < into.length; index++) {
      const value = bigEndian ? bytes.readUIntBE(index * step, step) : bytes.readUIntLE(index * step, step);
      into[index] = toSigned(value);
    }
  };
}

function createFloatReader({ bits, bigEndian }: Pick<TiffLayout, "bits" | "bigEndian">): Reader {
  const little = !bigEndian;
  const readOne = {
    16: (view: DataView, index: number) => halfOf(view.getUint16(index * 2, little)),
    24: (view: DataView, index: number) => {
      const [first, second] = [view.getUint8(index * 3), view.getUint8(index * 3 + 2)];
      const [high, low] = bigEndian ? [first, second] : [second, first];
      return float24Of((high << 16) | (view.getUint8(index * 3 + 1) << 8) | low);
    },
    32: (view: DataView, index: number) => view.getFloat32(index * 4, little),
    64: (view: DataView, index: number) => view.getFloat64(index * 8, little),
  }[bits as 16 | 24 | 32 | 64];
  return (bytes, into) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let index = 0; index < into.length; index++) into[index] = readOne(view, index);
  };
}

/** Half precision: 5 bits of exponent, 10 of fraction. */
const halfOf = (word: number): number => floatOf(word >> 15, (word >> 10) & 31, (word & 1023) / 1024, 15, 31);
/** 24 bits: 7 of exponent, 16 of fraction. */
const float24Of = (word: number): number => floatOf(word >> 23, (word >> 16) & 127, (word & 65_535) / 65_536, 63, 127);

function floatOf(sign: number, exponent: number, fraction: number, bias: number, top: number): number {
  if (exponent === top) return Number.NaN;
  const size = exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias);
  return sign ? -size : size;
}

function undoDifferences(row: Float64Array, perPixel: number, { bits, kind }: TiffLayout): void {
  const range = 2 ** bits;
  const lowest = kind === "int" ? -range / 2 : 0;
  for (let index = perPixel; index < row.length; index++) {
    const sum = (row[index] as number) + (row[index - perPixel] as number);
    row[index] = ((((sum - lowest) % range) + range) % range) + lowest;
  }
}

/** Bytes are differences, and the row holds all first bytes, then all second ones: big-endian numbers come out. */
function undoFloatDifferences(bytes: Buffer, count: number, perPixel: number, step: number): Buffer {
  const sums = Buffer.from(bytes);
  for (let at = perPixel; at < sums.length; at++) sums[at] = (sums[at] as number) + (sums[at - perPixel] as number);
  const row = Buffer.allocUnsafe(count * step);
  for (let index = 0; index < count; index++)
    for (let byte = 0; byte < step; byte++) row[index * step + byte] = sums[byte * count + index] as number;
  return row;
}
