import type { Plane } from "./raster";

type Taps = { first: Int32Array; count: number; weights: Float32Array };

/** Resizes a plane: bilinear when it grows, with a wider triangle filter when it shrinks, to avoid aliasing. */
export function resizePlane(plane: Plane, width: number, height: number): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const across = tapsFor(plane.width, width);
  const down = tapsFor(plane.height, height);
  const narrow = new Float32Array(width * plane.height);
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < width; x++) {
      const from = y * plane.width + (across.first[x] as number);
      let sum = 0;
      for (let k = 0; k < across.count; k++) {
        sum += (plane.data[from + k] as number) * (across.weights[x * across.count + k] as number);
      }
      narrow[y * width + x] = sum;
    }
  }
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let k = 0; k < down.count; k++) {
      const weight = down.weights[y * down.count + k] as number;
      const from = ((down.first[y] as number) + k) * width;
      for (let x = 0; x < width; x++) {
        data[y * width + x] = (data[y * width + x] as number) + (narrow[from + x] as number) * weight;
      }
    }
  }
  return { data, width, height };
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
