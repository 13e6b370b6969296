import { open } from "node:fs/promises";

export type PlainTiff = {
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
  bits: 8 | 16;
  icc: Buffer | null;
  orientation: number;
};

const stripBytes = 256 * 1024;
const shortType = 3;
const longType = 4;

/**
 * A TIFF without compression, written row by row: gray or RGB, and alpha (not multiplied) as the last channel where there is an
 * even number of them. Opened like any other picture, and in any order of rows.
 * @param rows the samples of each row, in the machine's byte order; the same array may come again
 */
export async function writePlainTiff(
  path: string,
  picture: PlainTiff,
  rows: AsyncIterable<Uint8Array | Uint16Array>,
): Promise<void> {
  const head = writeHead(picture);
  const file = await open(path, "w", 0o600);
  try {
    await file.write(head);
    const { width, channels, bits } = picture;
    const rowBytes = (width * channels * bits) / 8;
    const perWrite = Math.max(1, Math.floor(stripBytes / rowBytes));
    const buffer = Buffer.allocUnsafe(perWrite * rowBytes);
    let filled = 0;
    for await (const row of rows) {
      buffer.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), filled);
      filled += rowBytes;
      if (filled < buffer.length) continue;
      await file.write(buffer);
      filled = 0;
    }
    if (filled > 0) await file.write(buffer, 0, filled);
  } finally {
    await file.close();
  }
}

function writeHead({ width, height, channels, bits, icc, orientation }: PlainTiff): Buffer {
  const rowBytes = (width * channels * bits) / 8;
  const rowsPerStrip = Math.max(1, Math.floor(stripBytes / rowBytes));
  const strips = Math.ceil(height / rowsPerStrip);
  const hasAlpha = channels % 2 === 0;
  const long = (values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  const short = (values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
  const counts = Array.from(
    { length: strips },
    (_, index) => Math.min(rowsPerStrip, height - index * rowsPerStrip) * rowBytes,
  );
  const entries: [tag: number, type: number, count: number, values: Buffer][] = [
    [256, longType, 1, long([width])],
    [257, longType, 1, long([height])],
    [258, shortType, channels, short(Array<number>(channels).fill(bits))],
    [259, shortType, 1, short([1])],
    [262, shortType, 1, short([channels > 2 ? 2 : 1])],
    [273, longType, strips, Buffer.alloc(strips * 4)],
    [274, shortType, 1, short([orientation])],
    [277, shortType, 1, short([channels])],
    [278, longType, 1, long([rowsPerStrip])],
    [279, longType, strips, long(counts)],
    ...(hasAlpha ? [[338, shortType, 1, short([2])] as [number, number, number, Buffer]] : []),
    ...(icc ? [[34_675, 7, icc.length, icc] as [number, number, number, Buffer]] : []),
  ];
  const directoryBytes = 2 + entries.length * 12 + 4;
  let end = 8 + directoryBytes;
  const places = entries.map(([, , , values]) => {
    if (values.length <= 4) return null;
    const place = end;
    end += values.length + (values.length % 2);
    return place;
  });
  const offsets = counts.map((_, index) => end + index * rowsPerStrip * rowBytes);
  const head = Buffer.alloc(end);
  head.write("II*\0\x08\0\0\0", "latin1");
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, count, given], index) => {
    const values = tag === 273 ? long(offsets) : given;
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    const place = places[index] ?? null;
    if (place === null) values.copy(head, at + 8);
    else {
      head.writeUInt32LE(place, at + 8);
      values.copy(head, place);
    }
  });
  return head;
}
