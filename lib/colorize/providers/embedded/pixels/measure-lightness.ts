import type { Plane, Raster } from "./raster";
import { readLightness } from "./read-lightness";

/**
 * CIE L* (0..100) of a photo, averaged down to width × height, which are at most the photo's own. Every source pixel counts by
 * the area it covers. Row by row: the full-size lightness of a 50-megapixel photo would take 200 MB and is never needed at once.
 */
export function measureLightness(raster: Raster, width: number, height: number): Plane {
  const data = new Float32Array(width * height);
  const row = new Float32Array(raster.width);
  const small = new Float32Array(width);
  const scale = height / raster.height;
  for (let y = 0; y < raster.height; y++) {
    readLightness(raster, 0, y, row);
    averageRow(row, small);
    // A source row covers [top, bottom) of the small picture's rows: at most two of them, since it only gets smaller.
    const top = y * scale;
    const bottom = (y + 1) * scale;
    const first = Math.min(height - 1, Math.floor(top + 1e-9));
    const share = Math.min(bottom, first + 1) - top;
    addRow(data, first * width, small, share);
    if (bottom - first - 1 > 1e-9 && first + 1 < height) addRow(data, (first + 1) * width, small, bottom - first - 1);
  }
  return { data, width, height };
}

function averageRow(row: Float32Array, into: Float32Array): void {
  const scale = into.length / row.length;
  into.fill(0);
  for (let x = 0; x < row.length; x++) {
    const left = x * scale;
    const right = left + scale;
    const first = Math.min(into.length - 1, Math.floor(left + 1e-9));
    const share = Math.min(right, first + 1) - left;
    const value = row[x] as number;
    into[first] = (into[first] as number) + value * share;
    if (right - first - 1 > 1e-9 && first + 1 < into.length) {
      into[first + 1] = (into[first + 1] as number) + value * (right - first - 1);
    }
  }
}

function addRow(data: Float32Array, offset: number, row: Float32Array, share: number): void {
  for (let x = 0; x < row.length; x++) data[offset + x] = (data[offset + x] as number) + (row[x] as number) * share;
}
