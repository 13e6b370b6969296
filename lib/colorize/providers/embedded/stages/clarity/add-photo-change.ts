import type { Plane, Raster } from "../../pixels/raster";
import { relightRow } from "../../pixels/relight-row";
import { columnsBetween, rowBetween } from "../../pixels/stretch-row";

const bandRows = 256;

/**
 * Scales a change of L* up to the photo's size and adds it in place. Detail of the photo that is finer than the change is kept.
 * Returns the largest change of a sample, in 1/255 of white.
 */
export function addPhotoChange(raster: Raster, change: Plane, onBand: (share: number) => void): number {
  const columns = columnsBetween(raster.width, change.width);
  const coarse = new Float32Array(change.width);
  const row = new Float32Array(raster.width);
  let largest = 0;
  for (let y = 0; y < raster.height; y++) {
    rowBetween(change.data, change.height, y, raster.height, coarse);
    for (let x = 0; x < row.length; x++) {
      const left = coarse[columns.left[x] as number] as number;
      const right = coarse[columns.right[x] as number] as number;
      row[x] = left + (right - left) * (columns.share[x] as number);
    }
    largest = Math.max(largest, relightRow(raster, 0, y, row));
    if (y % bandRows === bandRows - 1) onBand((y + 1) / raster.height);
  }
  return largest;
}
