import { createInflate } from "node:zlib";

const pieceBytes = 1024 * 1024;

/** A strip or tile, decompressed piece by piece, so that one large strip needs no more memory than a small one. */
export function decompress(bytes: Buffer, compression: number): AsyncIterable<Buffer> | Iterable<Buffer> {
  switch (compression) {
    case 1:
      return [bytes];
    case 5:
      return unpackLzw(bytes);
    case 32_773:
      return unpackPackBits(bytes);
    default:
      return inflate(bytes);
  }
}

/** Errors of the data reach the reader, which stops when it has its rows; what comes after them does not matter. */
async function* inflate(bytes: Buffer): AsyncIterable<Buffer> {
  const stream = createInflate({ chunkSize: pieceBytes });
  stream.end(bytes);
  for await (const piece of stream) yield piece as Buffer;
}

function* unpackPackBits(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readInt8(at++);
    if (length >= 0) {
      yield bytes.subarray(at, at + length + 1);
      at += length + 1;
    } else if (length !== -128 && at < bytes.length) yield Buffer.alloc(1 - length, bytes[at++]);
  }
}

const clearCode = 256;
const endCode = 257;
const mostCodes = 4096;

/** TIFF's LZW: codes of 9 to 12 bits, most significant bit first, widened one code early. */
function* unpackLzw(bytes: Buffer): Iterable<Buffer> {
  // Each code's string is its prefix's string and one more byte.
  const prefix = new Uint16Array(mostCodes);
  const last = new Uint8Array(mostCodes);
  const lengths = new Uint16Array(mostCodes);
  for (let code = 0; code < clearCode; code++) {
    last[code] = code;
    lengths[code] = 1;
  }
  let [next, width, previous, bit] = [258, 9, -1, 0];
  let piece = Buffer.allocUnsafe(pieceBytes + mostCodes + 1);
  let filled = 0;
  for (; bit + width <= bytes.length * 8; ) {
    const at = bit >> 3;
    const word = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const code = (word >> (24 - width - (bit & 7))) & ((1 << width) - 1);
    bit += width;
    if (code === endCode) break;
    if (code === clearCode) {
      [next, width, previous] = [258, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) throw new Error("LZW code not yet in the table");
    const isNew = code === next;
    const source = isNew ? previous : code;
    const length = lengths[source] as number;
    let walk = source;
    for (let index = filled + length - 1; index >= filled; index--) {
      piece[index] = last[walk] as number;
      walk = prefix[walk] as number;
    }
    const head = piece[filled] as number;
    filled += length;
    if (isNew) piece[filled++] = head;
    if (previous >= 0 && next < mostCodes) {
      prefix[next] = previous;
      last[next] = head;
      lengths[next] = (lengths[previous] as number) + 1;
      next += 1;
      if (next === (1 << width) - 1 && width < 12) width += 1;
    }
    previous = code;
    if (filled >= pieceBytes) {
      yield piece.subarray(0, filled);
      piece = Buffer.allocUnsafe(pieceBytes + mostCodes + 1);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
