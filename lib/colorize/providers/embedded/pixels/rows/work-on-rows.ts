import { bitsOf, type Raster } from "../raster";
import { type Kernel, openRows, placeRows, runRows } from "./open-rows";

const tasks = { measuring: 0, painting: 1, filtering: 2 };
/** A block's rows fit into a core's cache, and are enough for all threads. */
const blockBytes = 1024 * 1024;
/** What the kernel interpolates ahead, at 16 bytes a pixel. */
const stretchBytes = 1024 * 16;

/** Consecutive rows of a photo. */
type Block = { first: number; rows: number };
/** The rows of a coarser grid, four numbers a column, that lie around a block; `first` is the first of `height` in all. */
type GridPart = { data: Float32Array; first: number; width: number; height: number };

/** Blocks from top to bottom that make up the raster. */
export function* blocksOf(raster: Raster): Generator<Block> {
  const most = Math.max(1, Math.floor(blockBytes / sizeRow(raster).kept));
  for (let first = 0; first < raster.height; first += most) {
    yield { first, rows: Math.min(most, raster.height - first) };
  }
}

/** CIE L* in [0, 100] of `into.length` pixels of a row, starting at x, y. All of them must lie in the photo. */
export function readLightness(raster: Raster, x: number, y: number, into: Float32Array): void {
  const { pixels, channels, width } = raster;
  const kernel = openRows(bitsOf(raster));
  const from = (y * width + x) * channels;
  const bytes = bytesOf(pixels.subarray(from, from + into.length * channels));
  const at = placeRows(kernel, 0, { pixels: bytes.length, lightness: into.byteLength });
  new Uint8Array(kernel.memory.buffer).set(bytes, at.pixels);
  kernel.exports.lightness(at.pixels, into.length, channels, isDeep(raster), at.lightness);
  into.set(new Float32Array(kernel.memory.buffer, at.lightness, into.length));
}

/** CIE L* of a block's rows, averaged along each row to so many columns. Valid until more rows are worked on. */
export function measureBlock(raster: Raster, block: Block, columns: number): Float32Array {
  const kernel = openRows(bitsOf(raster));
  const means = block.rows * columns;
  const sizes = { pixels: block.rows * sizeRow(raster).kept, results: means * 4 };
  const at = placeRows(kernel, raster.width * 4, sizes);
  takeIn(kernel, raster, block, at.pixels);
  runRows(kernel, { ...at, ...describeBlock(raster, block), task: tasks.measuring, columns });
  return new Float32Array(kernel.memory.buffer, at.results, means);
}

/**
 * Colors a block's rows in place. `grid` has slope and offset of f(X), then of f(Z), as functions of f(Y) of CIELAB, whose white is
 * 1 for all three.
 */
export function paintBlock(raster: Raster, block: Block, grid: GridPart): void {
  const kernel = openRows(bitsOf(raster));
  const sizes = { pixels: block.rows * sizeRow(raster).kept, field: grid.data.byteLength };
  const at = placeRows(kernel, grid.width * 16 + stretchBytes, sizes);
  takeIn(kernel, raster, block, at.pixels);
  new Uint8Array(kernel.memory.buffer).set(bytesOf(grid.data), at.field);
  const field = { columns: grid.width, fieldFirst: grid.first, fieldRows: grid.height };
  runRows(kernel, { ...at, ...describeBlock(raster, block), ...field, task: tasks.painting });
  giveBack(kernel, raster, block, at.pixels);
}

/** A block's rows as a PNG has them, each behind the number of its filter, and the Adler-32 of each row. */
export function filterBlock(
  raster: Raster,
  block: Block,
): { bytes: Uint8Array; adlers: { one: number; two: number }[] } {
  const kernel = openRows(bitsOf(raster));
  const { own, kept } = sizeRow(raster);
  // A row of zeros, or the one before, comes first, and bytes of 0 before each.
  const [margin, results] = [64, block.rows * kept];
  const at = placeRows(kernel, 0, { pixels: margin + results + kept, results });
  const above = Math.min(1, block.first);
  const top = at.pixels + margin + kept;
  new Uint8Array(kernel.memory.buffer).fill(0, at.pixels, top + results);
  takeIn(kernel, raster, { first: block.first - above, rows: block.rows + above }, top - above * kept);
  runRows(kernel, { ...at, ...describeBlock(raster, block), pixels: top, task: tasks.filtering, columns: own });
  const bytes = new Uint8Array(block.rows * (own + 1));
  const filtered = new Uint8Array(kernel.memory.buffer, at.results, results);
  const sums = new Uint32Array(kernel.memory.buffer, at.results, results / 4);
  const adlers = Array.from({ length: block.rows }, (_, row) => {
    bytes.set(filtered.subarray(row * kept, row * kept + own + 1), row * (own + 1));
    const end = ((row + 1) * kept) / 4;
    return { one: sums[end - 2] as number, two: sums[end - 1] as number };
  });
  return { bytes, adlers };
}

const isDeep = (raster: Raster): number => (bitsOf(raster) === 16 ? 1 : 0);
const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Bytes of a row in the raster, and in the kernel's memory, where three pixels more must be its own. */
function sizeRow({ width, channels, pixels }: Raster): { own: number; kept: number } {
  const own = width * channels * pixels.BYTES_PER_ELEMENT;
  return { own, kept: Math.ceil(own / 32) * 32 + 32 };
}

function describeBlock(raster: Raster, { first, rows }: Block) {
  const { width, height, channels } = raster;
  return { rows, width, height, channels, rowBytes: sizeRow(raster).kept, isDeep: isDeep(raster), firstRow: first };
}

function takeIn({ memory }: Kernel, raster: Raster, { first, rows }: Block, to: number): void {
  const { own, kept } = sizeRow(raster);
  const [from, into] = [bytesOf(raster.pixels), new Uint8Array(memory.buffer)];
  for (let row = 0; row < rows; row++) {
    const at = (first + row) * own;
    into.set(from.subarray(at, at + own), to + row * kept);
  }
}

function giveBack({ memory }: Kernel, raster: Raster, { first, rows }: Block, from: number): void {
  const { own, kept } = sizeRow(raster);
  const [painted, into] = [new Uint8Array(memory.buffer), bytesOf(raster.pixels)];
  for (let row = 0; row < rows; row++) {
    const at = from + row * kept;
    into.set(painted.subarray(at, at + own), (first + row) * own);
  }
}
