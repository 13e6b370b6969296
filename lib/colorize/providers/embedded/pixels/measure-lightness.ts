import type { Plane, Raster } from "./raster";
import { readLightness } from "./read-lightness";

/**
 * CIE L* (0 to 100) of a photo, averaged down to width × height, which must not exceed the photo's size. Each pixel counts by the
 * area it covers. It works row by row, because the lightness of 50 megapixels would take 200 MB.
 */
export function measureLightness(raster: Raster, width: number, height: number): Plane {
  const data = new Float32Array(width * height);
  const row = new Float32Array(raster.width);
  const small = new Float32Array(width);
  const sums = new Float64Array(raster.width + 2);
  const scale = height / raster.height;
  for (let y = 0; y < raster.height; y++) {
    readLightness(raster, 0, y, row);
    averageRow(row, sums, small);
    // A source row covers [top, bottom) of the target's rows: at most two of them, because the target is not larger.
    const top = y * scale;
    const bottom = (y + 1) * scale;
    const first = Math.min(height - 1, Math.floor(top + 1e-9));
    const share = Math.min(bottom, first + 1) - top;
    addRow(data, first * width, small, share);
    if (bottom - first - 1 > 1e-9 && first + 1 < height) addRow(data, (first + 1) * width, small, bottom - first - 1);
  }
  return { data, width, height };
}

/** Means of equal stretches, from prefix sums, so that the work per pixel is constant. */
function averageRow(row: Float32Array, sums: Float64Array, into: Float32Array): void {
  let sum = 0;
  for (let x = 0; x < row.length; x++) {
    sum += row[x] as number;
    sums[x + 1] = sum;
  }
  sums[row.length + 1] = sum;
  const step = row.length / into.length;
  let before = 0;
  for (let i = 0; i < into.length; i++) {
    const end = (i + 1) * step;
    const whole = Math.floor(end);
    const low = sums[whole] as number;
    const upTo = low + ((sums[whole + 1] as number) - low) * (end - whole);
    into[i] = (upTo - before) / step;
    before = upTo;
  }
}

function addRow(data: Float32Array, offset: number, row: Float32Array, share: number): void {
  for (let x = 0; x < row.length; x++) data[offset + x] = (data[offset + x] as number) + (row[x] as number) * share;
}
