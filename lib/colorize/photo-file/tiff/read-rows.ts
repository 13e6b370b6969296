import { type FileHandle, open } from "node:fs/promises";
import { decompress } from "./decompress";
import type { TiffDirectory } from "./read-directories";
import type { TiffLayout } from "./read-layout";
import { tiffTags } from "./tiff-tags";
import { createUnpacker } from "./unpack-row";

/** A strip or tile is read whole when it is compressed; of tiles, all that lie side by side. */
const mostChunkBytes = 64 * 1024 * 1024;
const mostTileRowBytes = 256 * 1024 * 1024;
/** A tile may be wider than the picture, by so many pixels. */
const mostTileWidth = 65_536;
const readBytes = 4 * 1024 * 1024;

/** Columns of samples in a decoded row of one chunk, and where its chunks are in the file. */
type Grid = { columns: number; rows: number; across: number; offsets: number[]; bytes: number[]; isTiled: boolean };

/**
 * The rows of a page from top to bottom, each with all samples of its pixels, interleaved. The array is the same every time.
 * @throws {Error} where data is missing or does not decompress
 */
export async function* readRows(
  path: string,
  directory: TiffDirectory,
  layout: TiffLayout,
): AsyncGenerator<Float64Array> {
  const grid = await readGrid(directory, layout);
  const file = await open(path, "r");
  try {
    const { width, height, samples, isPlanar } = layout;
    const planes = isPlanar ? samples : 1;
    const perPixel = samples / planes;
    const sources = Array.from({ length: planes }, (_, plane) => readPlane(file, layout, grid, plane));
    const row = new Float64Array(width * samples);
    for (let y = 0; y < height; y++) {
      for (const [plane, source] of sources.entries()) {
        const { value, done } = await source.next();
        if (done) throw new Error(`The rows end at ${y} of ${height}.`);
        if (perPixel === samples) row.set(value.subarray(0, row.length));
        else for (let x = 0; x < width; x++) row[x * samples + plane] = value[x] as number;
      }
      yield row;
    }
  } finally {
    await file.close();
  }
}

async function readGrid(directory: TiffDirectory, layout: TiffLayout): Promise<Grid> {
  const { width, height, compression, samples, isPlanar, bits } = layout;
  const isTiled = directory.has(tiffTags.tileOffsets);
  const offsets = await directory.numbers(isTiled ? tiffTags.tileOffsets : tiffTags.stripOffsets);
  if (!offsets) throw new Error("The file does not say where its pixels are.");
  const one = async (tag: number, fallback: number) => (await directory.numbers(tag))?.[0] ?? fallback;
  const columns = isTiled ? await one(tiffTags.tileWidth, 0) : width;
  const rows = isTiled ? await one(tiffTags.tileHeight, 0) : Math.min(height, await one(tiffTags.rowsPerStrip, height));
  const perPixel = isPlanar ? 1 : samples;
  const rowBytes = Math.ceil((columns * perPixel * bits) / 8);
  const across = Math.ceil(width / columns);
  if (columns < 1 || rows < 1) throw new Error("The strips or tiles have no size.");
  if (isTiled && (rowBytes * rows * across > mostTileRowBytes || across * columns > 2 * width + mostTileWidth))
    throw new Error("The tiles are too large.");
  const wanted = across * Math.ceil(height / rows) * (isPlanar ? samples : 1);
  if (offsets.length < wanted) throw new Error(`${wanted - offsets.length} strips or tiles are missing.`);
  const named = await directory.numbers(isTiled ? tiffTags.tileBytes : tiffTags.stripBytes);
  // Where lengths are missing, a strip without compression has its own size, and any other ends where the file does at the latest.
  // No compression makes a tile twice as large, whatever the file announces.
  const most = isTiled ? rowBytes * rows * 2 + 1024 : Number.POSITIVE_INFINITY;
  const fallback = compression === 1 ? rowBytes * rows : mostChunkBytes;
  return {
    columns,
    rows,
    across,
    offsets,
    bytes: offsets.map((_, index) => Math.min(named?.[index] ?? fallback, most)),
    isTiled,
  };
}

/** The decoded rows of one plane. */
async function* readPlane(
  file: FileHandle,
  layout: TiffLayout,
  { columns, rows, across, offsets, bytes, isTiled }: Grid,
  plane: number,
): AsyncGenerator<Float64Array> {
  const { width, height, samples, isPlanar } = layout;
  const perPixel = isPlanar ? 1 : samples;
  const unpack = createUnpacker(layout, columns, perPixel);
  const down = Math.ceil(height / rows);
  const row = new Float64Array(across * columns * perPixel);
  for (let band = 0; band < down; band++) {
    const count = isTiled ? rows : Math.min(rows, height - band * rows);
    const chunks = Array.from({ length: across }, (_, column) => {
      const index = (plane * down + band) * across + column;
      const place = { offset: offsets[index] as number, bytes: bytes[index] as number };
      return cutRows(readChunk(file, layout, place), unpack.rowBytes, count);
    });
    for (let y = 0; y < Math.min(count, height - band * rows); y++) {
      for (const [column, chunk] of chunks.entries()) {
        const { value, done } = await chunk.next();
        if (done) throw new Error("A strip or tile is too short.");
        unpack(value, row, column * columns * perPixel);
      }
      yield row.subarray(0, width * perPixel);
    }
    await Promise.all(chunks.map((chunk) => chunk.return(undefined)));
  }
}

type Place = { offset: number; bytes: number };

async function* readChunk(
  file: FileHandle,
  { compression, fillOrder }: TiffLayout,
  place: Place,
): AsyncGenerator<Buffer> {
  const isStored = compression === 1;
  const { size } = await file.stat();
  const most = isStored ? readBytes : mostChunkBytes;
  const end = Math.min(place.bytes, size - place.offset);
  for (let done = 0; done < end; done += most) {
    const length = Math.min(most, end - done);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, place.offset + done);
    const bytes = buffer.subarray(0, bytesRead);
    if (fillOrder === 2) for (let at = 0; at < bytes.length; at++) bytes[at] = reverseBits(bytes[at] as number);
    yield* decompress(bytes, compression);
    if (bytesRead < length || !isStored) return;
  }
}

const reverseBits = (byte: number): number => {
  const pairs = ((byte & 0xf0) >> 4) | ((byte & 0x0f) << 4);
  const twos = ((pairs & 0xcc) >> 2) | ((pairs & 0x33) << 2);
  return ((twos & 0xaa) >> 1) | ((twos & 0x55) << 1);
};

/** Pieces of any length → rows of `rowBytes`, at most `count`. */
async function* cutRows(pieces: AsyncIterable<Buffer>, rowBytes: number, count: number): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let left = count;
  for await (const piece of pieces) {
    const joined = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let at = 0;
    for (; at + rowBytes <= joined.length && left > 0; at += rowBytes, left -= 1)
      yield joined.subarray(at, at + rowBytes);
    if (left === 0) return;
    rest = joined.subarray(at);
  }
}
