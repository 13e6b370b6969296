import { grayOfLightness } from "../../pixels/convert-lab";
import { bitsOf, type Plane, type Raster } from "../../pixels/raster";
import { type Columns, columnsBetween, rowBetween } from "../../pixels/stretch-row";
import type { Box } from "./fill/sum-area";

/** Rows between two progress reports. */
const bandRows = 256;

/** L* to paint, and the rectangle of the photo that it is stretched over; it may reach beyond the photo. */
export type Filling = { light: Plane } & Box;

/** The cells of the damage's map that a filling is for: those with its number. */
export type Owner = { cells: Uint16Array; number: number };

/**
 * Replaces damaged pixels in place by the gray of a filling. Alpha and all other pixels stay identical. Returns the largest change of a
 * sample, in 1/255 of white.
 * @param within the pixels to look at; all of them must lie in the photo and in the filling
 */
export function repairRows(
  raster: Raster,
  weight: Plane,
  { filling, owner, within }: { filling: Filling; owner?: Owner; within: Box },
  onBand: (share: number) => void = () => {},
): number {
  const { light } = filling;
  const columns = columnsBetween(raster.width, weight.width);
  const lightColumns = columnsBetween(filling.right - filling.left, light.width);
  const weights = new Float32Array(weight.width);
  const lights = new Float32Array(light.width);
  let largest = 0;
  for (let y = within.top; y < within.bottom; y++) {
    rowBetween(weight.data, weight.height, y, raster.height, weights);
    if (weights.some((value) => value > 0)) {
      rowBetween(light.data, light.height, y - filling.top, filling.bottom - filling.top, lights);
      const shareAt = readWeights(weights, columns, owner && ownedRow(owner, weight, y, raster.height));
      const lightAt = (x: number) => between(lights, lightColumns, x - filling.left);
      largest = Math.max(largest, repairRow(raster, y, within, shareAt, lightAt));
    }
    const done = y + 1 - within.top;
    if (done % bandRows === 0) onBand(done / (within.bottom - within.top));
  }
  return largest;
}

type OwnedRow = { cells: Uint16Array; number: number };

/** The owners of the map's row that is nearest to a row of the photo. */
function ownedRow({ cells, number }: Owner, { width, height }: Plane, y: number, rows: number): OwnedRow {
  const row = Math.min(height - 1, Math.floor(((y + 0.5) * height) / rows));
  return { cells: cells.subarray(row * width, (row + 1) * width), number };
}

/** The weight of a pixel by its column; 0 where the nearest cell is another one's. */
function readWeights(weights: Float32Array, columns: Columns, owned?: OwnedRow): (x: number) => number {
  if (!owned) return (x) => between(weights, columns, x);
  return (x) => {
    const nearest = ((columns.share[x] as number) < 0.5 ? columns.left[x] : columns.right[x]) as number;
    return owned.cells[nearest] === owned.number ? between(weights, columns, x) : 0;
  };
}

function between(row: Float32Array, { left, right, share }: Columns, x: number): number {
  const part = share[x] as number;
  return (row[left[x] as number] as number) * (1 - part) + (row[right[x] as number] as number) * part;
}

/** Returns the largest change of a sample, in 1/255 of white. */
function repairRow(
  raster: Raster,
  y: number,
  { left, right }: Box,
  weightAt: (x: number) => number,
  lightAt: (x: number) => number,
): number {
  const { pixels, channels, width } = raster;
  const top = bitsOf(raster) === 16 ? 65_535 : 255;
  let largest = 0;
  for (let x = left; x < right; x++) {
    const weight = weightAt(x);
    if (weight === 0) continue;
    const gray = grayOfLightness(lightAt(x)) * top;
    const at = (y * width + x) * channels;
    for (let k = at; k < at + 3; k++) {
      const sample = pixels[k] as number;
      pixels[k] = sample + (gray - sample) * weight + 0.5;
      largest = Math.max(largest, Math.abs((pixels[k] as number) - sample));
    }
  }
  return (largest / top) * 255;
}
