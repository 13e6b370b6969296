import type { Plane } from "./raster";

/** Mean over a square window of 2 × radius + 1 pixels, cropped at the borders. The time does not depend on the radius. */
export function boxMean(plane: Plane, radius: number): Plane {
  const { width, height } = plane;
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    meanAlong(plane.data.subarray(y * width, (y + 1) * width), radius, rows.subarray(y * width, (y + 1) * width));
  }
  return { data: meanDown(rows, width, height, radius), width, height };
}

function meanAlong(row: Float32Array, radius: number, into: Float32Array): void {
  const last = row.length - 1;
  let sum = 0;
  for (let x = 0; x < Math.min(radius, row.length); x++) sum += row[x] as number;
  for (let x = 0; x <= last; x++) {
    if (x + radius <= last) sum += row[x + radius] as number;
    if (x - radius > 0) sum -= row[x - radius - 1] as number;
    into[x] = sum / (Math.min(last, x + radius) - Math.max(0, x - radius) + 1);
  }
}

/** Means of columns, with one running sum per column so that memory is read in order. */
function meanDown(rows: Float32Array, width: number, height: number, radius: number): Float32Array {
  const out = new Float32Array(width * height);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) accumulate(sums, rows, y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) accumulate(sums, rows, y + radius, 1);
    if (y - radius > 0) accumulate(sums, rows, y - radius - 1, -1);
    const count = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    for (let x = 0; x < width; x++) out[y * width + x] = (sums[x] as number) / count;
  }
  return out;
}

function accumulate(sums: Float64Array, rows: Float32Array, y: number, sign: 1 | -1): void {
  const from = y * sums.length;
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) + sign * (rows[from + x] as number);
}

/** Mean and variance over a square window of 2 × radius + 1 pixels around each pixel, cropped at the borders. */
export function localVariance(plane: Plane, radius: number): { mean: Plane; variance: Plane } {
  const mean = boxMean(plane, radius);
  const squares = boxMean({ ...plane, data: plane.data.map((value) => value * value) }, radius);
  const variance = squares.data.map((square, i) => Math.max(0, square - (mean.data[i] as number) ** 2));
  return { mean, variance: { ...squares, data: variance } };
}
