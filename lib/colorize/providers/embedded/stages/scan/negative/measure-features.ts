import type { Raster } from "../../../pixels/raster";
import { shrinkScan } from "../shrink-scan";

/** Side of the square to which a photo is reduced, in pixels. */
const side = 128;
/** Rows of cells from top to bottom, and cells in half a row: left and right are counted together. */
const rows = 8;
const cells = 4;
const tails = [0.002, 0.01, 0.05, 0.1, 0.25] as const;
/** Of the detail at each scale. The coarser ones have too few pixels for tails. */
const detailTails = [[0.005, 0.02, 0.1], [0.005, 0.02, 0.1], [], []] as const;

/** How many numbers `measureFeatures` gives. */
export const featureCount = rows * (cells + 1) + 2 + tails.length + detailTails.flat().length + 2 * detailTails.length;

/**
 * What differs between a photo and its negative, as numbers that only change their sign when the photo is inverted: where it is light,
 * how its lights and its shadows are spread, and whether its detail is in the light or in the dark.
 */
export function measureFeatures(raster: Raster): number[] {
  const gray = toSquare(raster);
  const mean = meanOf(gray);
  const deviation = Math.sqrt(meanOf(gray.map((value) => (value - mean) ** 2))) + 1e-4;
  const even = gray.map((value) => (value - mean) / deviation);
  const places = [...measureCells(even), ...measureRows(even)];
  return [...places, ...measureTails(even, tails), (mean - 0.5) * 4, ...measureDetail(even)];
}

/** Gray values in [0, 1], the photo stretched to a square. */
function toSquare(raster: Raster): Float32Array {
  const { colors, width, height } = shrinkScan(raster, side * 4);
  const gray = new Float32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) gray[y * side + x] = meanGray(colors, width, height, x, y);
  }
  return gray;
}

function meanGray(colors: Float32Array, width: number, height: number, x: number, y: number): number {
  const [left, top] = [Math.floor((x * width) / side), Math.floor((y * height) / side)];
  const right = Math.max(left + 1, Math.floor(((x + 1) * width) / side));
  const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / side));
  let sum = 0;
  for (let row = top; row < bottom; row++) {
    for (let at = (row * width + left) * 3; at < (row * width + right) * 3; at += 3) {
      sum += 0.299 * (colors[at] as number) + 0.587 * (colors[at + 1] as number) + 0.114 * (colors[at + 2] as number);
    }
  }
  return sum / ((right - left) * (bottom - top) * 255);
}

/** The mean of each cell and the one across from it. */
function measureCells(plane: Float32Array): number[] {
  const means: number[] = new Array(rows * cells).fill(0);
  const size = side / rows;
  for (let i = 0; i < plane.length; i++) {
    const column = Math.floor((i % side) / size);
    const cell = Math.floor(i / side / size) * cells + Math.min(column, 2 * cells - 1 - column);
    means[cell] = (means[cell] as number) + (plane[i] as number) / (2 * size * size);
  }
  return means;
}

/** The mean cube of each row of cells: whether its lights or its shadows are the farther ones. */
function measureRows(plane: Float32Array): number[] {
  const size = plane.length / rows;
  const cubes = plane.map((value) => Math.max(-20, Math.min(20, value ** 3)));
  return Array.from({ length: rows }, (_, k) => meanOf(cubes.subarray(k * size, (k + 1) * size)));
}

/** The median, and how much farther each share of the largest values lies from zero than that of the smallest. */
function measureTails(plane: Float32Array, shares: readonly number[]): number[] {
  const sorted = plane.slice().sort();
  const last = sorted.length - 1;
  // Counted from both ends alike, or the tails would not just change their sign when the photo is inverted.
  const atBoth = (share: number) => {
    const steps = Math.floor(share * last);
    return (sorted[steps] as number) + (sorted[last - steps] as number);
  };
  return [atBoth(0.5) / 2, ...shares.map(atBoth)];
}

/** At each scale: how skewed the detail is, its tails, and whether there is more of it where the photo is light. */
function measureDetail(plane: Float32Array): number[] {
  const features: number[] = [];
  let [current, size] = [plane, side];
  for (const shares of detailTails) {
    const blurred = blur(blur(current, size), size);
    const detail = current.map((value, i) => value - (blurred[i] as number));
    const deviation = Math.sqrt(meanOf(detail.map((value) => value * value))) + 1e-4;
    const skew = meanOf(detail.map((value) => (value / deviation) ** 3));
    const spread = measureTails(detail, shares).slice(1);
    const energy = blur(
      blur(
        detail.map((value) => value * value),
        size,
      ),
      size,
    ).map((value) => Math.log(value + 1e-4));
    features.push(
      Math.max(-6, Math.min(6, skew)),
      ...spread.map((tail) => tail / deviation),
      correlate(energy, blurred),
    );
    current = halve(current, size);
    size >>= 1;
  }
  return features;
}

/** The mean of each pixel and its neighbors. */
function blur(plane: Float32Array, size: number): Float32Array {
  const across = new Float32Array(plane.length);
  const both = new Float32Array(plane.length);
  for (let at = 0; at < plane.length; at++) {
    const x = at % size;
    const left = plane[x > 0 ? at - 1 : at] as number;
    const right = plane[x < size - 1 ? at + 1 : at] as number;
    across[at] = (left + (plane[at] as number) + right) / 3;
  }
  for (let at = 0; at < plane.length; at++) {
    const above = across[at >= size ? at - size : at] as number;
    const below = across[at < plane.length - size ? at + size : at] as number;
    both[at] = (above + (across[at] as number) + below) / 3;
  }
  return both;
}

function halve(plane: Float32Array, size: number): Float32Array {
  const half = size >> 1;
  return Float32Array.from({ length: half * half }, (_, i) => {
    const at = Math.floor(i / half) * 2 * size + (i % half) * 2;
    const upper = (plane[at] as number) + (plane[at + 1] as number);
    return (upper + (plane[at + size] as number) + (plane[at + size + 1] as number)) / 4;
  });
}

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function correlate(a: Float32Array, b: Float32Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    both += da * db;
    squareA += da * da;
    squareB += db * db;
  }
  return both / Math.sqrt(squareA * squareB + 1e-9);
}
