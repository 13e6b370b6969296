import { reducedSize } from "../../graphs/model-size";
import { boxMean, localVariance } from "../../pixels/box-mean";
import { measureLightness } from "../../pixels/measure-lightness";
import type { Plane, Raster } from "../../pixels/raster";
import { relightRow } from "../../pixels/relight-row";
import { readLightness } from "../../pixels/rows/work-on-rows";
import { columnsBetween, rowBetween } from "../../pixels/stretch-row";
import { measureFlatness } from "./measure-flatness";
import { measureGrain } from "./measure-grain";

const maxShortSide = 512;
/** Pixels of the reduced picture, less than one percent of the photo's short side. */
const radius = 4;
/** In L* units squared. Larger variance is an edge and is not changed, so that no halo appears. */
const edgeVariance = 25;
const gain = 0.25;
/** In L*. Larger changes would look unnatural. */
const mostChange = 4;
const bandRows = 256;

/**
 * Strengthens the detail of a low-contrast photo in place, in its lightness alone. Detail beyond the grain grows by up to a quarter;
 * the more contrast the photo has, the less, and a photo with enough contrast is not changed.
 * Returns the largest change of a sample, in 1/255 of white.
 */
export function liftDetail(raster: Raster, onBand: (share: number) => void): number {
  const size = reducedSize(raster.width, raster.height, maxShortSide);
  const lightness = measureLightness(raster, size.width, size.height);
  const strength = gain * measureFlatness(lightness);
  if (strength === 0) return 0;
  const { slope, offset } = fitSurroundings(lightness);
  let largest = 0;
  const quiet = 2.5 * measureGrain(raster) + 0.3;
  const columns = columnsBetween(raster.width, size.width);
  const slopes = new Float32Array(size.width);
  const offsets = new Float32Array(size.width);
  const row = new Float32Array(raster.width);
  for (let y = 0; y < raster.height; y++) {
    rowBetween(slope.data, size.height, y, raster.height, slopes);
    rowBetween(offset.data, size.height, y, raster.height, offsets);
    readLightness(raster, 0, y, row);
    for (let x = 0; x < row.length; x++) {
      const left = columns.left[x] as number;
      const right = columns.right[x] as number;
      const share = columns.share[x] as number;
      const value = row[x] as number;
      const fitted = (slopes[left] as number) + ((slopes[right] as number) - (slopes[left] as number)) * share;
      const base = (offsets[left] as number) + ((offsets[right] as number) - (offsets[left] as number)) * share;
      const detail = value - fitted * value - base;
      const size = Math.min(mostChange, strength * Math.max(0, Math.abs(detail) - quiet));
      row[x] = detail < 0 ? -size : size;
    }
    largest = Math.max(largest, relightRow(raster, 0, y, row));
    if (y % bandRows === bandRows - 1) onBand((y + 1) / raster.height);
  }
  return largest;
}

/**
 * A guided filter with the photo as its own guide: surroundings = slope · L + offset at any resolution. The slope is near 0 on
 * smooth areas and near 1 on edges.
 */
function fitSurroundings(lightness: Plane): { slope: Plane; offset: Plane } {
  const { mean, variance } = localVariance(lightness, radius);
  const slope = variance.data.map((value) => value / (value + edgeVariance));
  const offset = mean.data.map((value, i) => value * (1 - (slope[i] as number)));
  return { slope: boxMean({ ...mean, data: slope }, radius), offset: boxMean({ ...mean, data: offset }, radius) };
}
