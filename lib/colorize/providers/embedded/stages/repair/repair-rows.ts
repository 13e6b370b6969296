import { grayOfLightness } from "../../pixels/convert-lab";
import { bitsOf, type Raster } from "../../pixels/raster";
import { type Columns, columnsBetween, rowBetween } from "../../pixels/stretch-row";
import type { Damage } from "./find-damage";

/** Rows between two progress reports. */
const bandRows = 256;

/**
 * Replaces damaged pixels in place by the gray of the clean lightness. Alpha and all other pixels stay identical. Returns the largest
 * change of a sample, in 1/255 of white.
 */
export function repairRows(raster: Raster, { weight, clean }: Damage, onBand: (share: number) => void): number {
  const columns = columnsBetween(raster.width, weight.width);
  const weights = new Float32Array(weight.width);
  const lights = new Float32Array(weight.width);
  let largest = 0;
  for (let y = 0; y < raster.height; y++) {
    rowBetween(weight.data, weight.height, y, raster.height, weights);
    if (weights.some((value) => value > 0)) {
      rowBetween(clean.data, clean.height, y, raster.height, lights);
      largest = Math.max(largest, repairRow(raster, y, { weights, lights }, columns));
    }
    if (y % bandRows === bandRows - 1) onBand((y + 1) / raster.height);
  }
  return largest;
}

/** Returns the largest change of a sample, in 1/255 of white. */
function repairRow(
  raster: Raster,
  y: number,
  { weights, lights }: { weights: Float32Array; lights: Float32Array },
  columns: Columns,
): number {
  const { pixels, channels, width } = raster;
  const top = bitsOf(raster) === 16 ? 65_535 : 255;
  let largest = 0;
  for (let x = 0; x < width; x++) {
    const left = columns.left[x] as number;
    const right = columns.right[x] as number;
    const share = columns.share[x] as number;
    const weight = (weights[left] as number) * (1 - share) + (weights[right] as number) * share;
    if (weight === 0) continue;
    const light = (lights[left] as number) * (1 - share) + (lights[right] as number) * share;
    const gray = grayOfLightness(light) * top;
    const at = (y * width + x) * channels;
    for (let k = at; k < at + 3; k++) {
      const sample = pixels[k] as number;
      pixels[k] = sample + (gray - sample) * weight + 0.5;
      largest = Math.max(largest, Math.abs((pixels[k] as number) - sample));
    }
  }
  return (largest / top) * 255;
}
