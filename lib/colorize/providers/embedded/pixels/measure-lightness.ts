import type { Plane, Raster } from "./raster";
import { blocksOf, measureBlock } from "./rows/work-on-rows";

/**
 * CIE L* (0 to 100) of a photo, averaged down to width × height, which must not exceed the photo's size. Each pixel counts by the
 * area it covers. It works in blocks of rows, because the lightness of 50 megapixels would take 200 MB.
 */
export function measureLightness(raster: Raster, width: number, height: number): Plane {
  const data = new Float32Array(width * height);
  const scale = height / raster.height;
  for (const block of blocksOf(raster)) {
    const means = measureBlock(raster, block, width);
    for (let row = 0; row < block.rows; row++) {
      const small = means.subarray(row * width, (row + 1) * width);
      // A source row covers [top, bottom) of the target's rows: at most two of them, because the target is not larger.
      const top = (block.first + row) * scale;
      const bottom = top + scale;
      const first = Math.min(height - 1, Math.floor(top + 1e-9));
      const over = bottom - first - 1;
      addRow(data, first * width, small, Math.min(bottom, first + 1) - top);
      if (over > 1e-9 && first + 1 < height) addRow(data, (first + 1) * width, small, over);
    }
  }
  return { data, width, height };
}

function addRow(data: Float32Array, offset: number, row: Float32Array, share: number): void {
  for (let x = 0; x < row.length; x++) data[offset + x] = (data[offset + x] as number) + (row[x] as number) * share;
}
