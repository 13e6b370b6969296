import type { Plane } from "./raster";

/** Mean over a square window of 2 × radius + 1 pixels, cropped at the borders. The time does not depend on the radius. */
export function boxMean(plane: Plane, radius: number): Plane {
  const { data, width, height } = plane;
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) meanAlong(data, y * width, width, radius, rows);
  return { data: meanDown(rows, width, height, radius), width, height };
}

/** Means along one row, from its running sum: the window grows at the left border, moves, and shrinks at the right one. */
function meanAlong(data: Float32Array, from: number, length: number, radius: number, into: Float32Array): void {
  const left = Math.min(radius + 1, length);
  const right = Math.max(left, length - radius);
  let sum = 0;
  for (let x = 0; x < Math.min(radius, length); x++) sum += data[from + x] as number;
  for (let x = 0; x < left; x++) {
    if (x + radius < length) sum += data[from + x + radius] as number;
    into[from + x] = sum / Math.min(length, x + radius + 1);
  }
  const share = 1 / (2 * radius + 1);
  for (let x = left; x < right; x++) {
    sum += (data[from + x + radius] as number) - (data[from + x - radius - 1] as number);
    into[from + x] = sum * share;
  }
  for (let x = right; x < length; x++) {
    sum -= data[from + x - radius - 1] as number;
    into[from + x] = sum / (length - x + radius);
  }
}

/** Means of columns, with one running sum per column so that memory is read in order. */
function meanDown(rows: Float32Array, width: number, height: number, radius: number): Float32Array {
  const out = new Float32Array(width * height);
  const sums = new Float64Array(width);
  const none = new Float32Array(width);
  const rowAt = (y: number) => (y < 0 || y >= height ? none : rows.subarray(y * width, (y + 1) * width));
  for (let y = 0; y < Math.min(radius, height); y++) moveWindow(sums, rowAt(y), none, 0, none);
  for (let y = 0; y < height; y++) {
    const share = 1 / (Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1);
    moveWindow(sums, rowAt(y + radius), rowAt(y - radius - 1), share, out.subarray(y * width, (y + 1) * width));
  }
  return out;
}

/** The row that comes into the window is added to the sums, the row that leaves it is taken off. */
function moveWindow(
  sums: Float64Array,
  coming: Float32Array,
  leaving: Float32Array,
  share: number,
  into: Float32Array,
): void {
  for (let x = 0; x < sums.length; x++) {
    const sum = (sums[x] as number) + ((coming[x] as number) - (leaving[x] as number));
    sums[x] = sum;
    into[x] = sum * share;
  }
}

/** Mean and variance over a square window of 2 × radius + 1 pixels around each pixel, cropped at the borders. */
export function localVariance(plane: Plane, radius: number): { mean: Plane; variance: Plane } {
  const mean = boxMean(plane, radius);
  const variance = boxMean(multiply(plane, plane), radius);
  const { data } = variance;
  for (let i = 0; i < data.length; i++) data[i] = Math.max(0, (data[i] as number) - (mean.data[i] as number) ** 2);
  return { mean, variance };
}

/** The products of the values of two planes of one size. */
export function multiply(left: Plane, right: Plane): Plane {
  // Loops, here and where color is fitted, because map() takes ten times as long.
  const [a, b, data] = [left.data, right.data, new Float32Array(left.data.length)];
  for (let i = 0; i < data.length; i++) data[i] = (a[i] as number) * (b[i] as number);
  return { ...left, data };
}
