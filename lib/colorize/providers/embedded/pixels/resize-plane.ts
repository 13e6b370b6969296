import type { Plane } from "./raster";

type Taps = { first: Int32Array; count: number; weights: Float32Array };

/** Resizes a plane: bilinear when it grows, with a wider triangle filter when it shrinks, to avoid aliasing. */
export function resizePlane(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const across = tapsFor(plane.width, width);
  const narrow = new Float32Array(width * plane.height);
  for (let y = 0; y < plane.height; y++) {
    resizeRow(plane.data.subarray(y * plane.width), across, narrow.subarray(y * width, (y + 1) * width));
  }
  const { first, count, weights } = tapsFor(plane.height, height);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    for (let k = 0; k < count; k++) {
      const weight = weights[y * count + k] as number;
      if (weight > 0) addRow(row, narrow, ((first[y] as number) + k) * width, weight);
    }
  }
  return { data, width, height };
}

function resizeRow(row: Float32Array, { first, count, weights }: Taps, into: Float32Array): void {
  for (let x = 0, at = 0; x < into.length; x++) {
    const from = first[x] as number;
    let sum = 0;
    for (let k = 0; k < count; k++, at++) sum += (row[from + k] as number) * (weights[at] as number);
    into[x] = sum;
  }
}

function addRow(sum: Float32Array, rows: Float32Array, from: number, weight: number): void {
  for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] as number) + (rows[from + x] as number) * weight;
}

/** The source samples and their weights for each target sample. Windows are shifted inward at the borders. */
function tapsFor(from: number, to: number): Taps {
  const scale = from / to;
  const reach = Math.max(1, scale);
  const count = Math.min(from, Math.ceil(reach) * 2 + 1);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let i = 0; i < to; i++) {
    const center = (i + 0.5) * scale - 0.5;
    const start = Math.max(0, Math.min(from - count, Math.round(center) - (count >> 1)));
    first[i] = start;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      // At the border the center can lie outside the samples; clamping it repeats the border.
      const distance = Math.abs(start + k - Math.max(0, Math.min(from - 1, center))) / reach;
      const weight = Math.max(0, 1 - distance);
      weights[i * count + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < count; k++) weights[i * count + k] = (weights[i * count + k] as number) / sum;
  }
  return { first, count, weights };
}
