import type { Raster } from "../../pixels/raster";
import { readLightness } from "../../pixels/rows/work-on-rows";

const rows = 48;
/** Grain of scans is a few pixels wide, so direct neighbors would be too similar. */
const step = 2;

/**
 * The strength of a photo's grain as a standard deviation of L*, estimated from second differences along some of its rows.
 * Structure gives larger differences than grain, so a low percentile is used.
 */
export function measureGrain(raster: Raster): number {
  const row = new Float32Array(raster.width);
  const swings: number[] = [];
  for (let k = 0; k < rows; k++) {
    readLightness(raster, 0, Math.floor(((k + 0.5) * raster.height) / rows), row);
    const stride = Math.max(1, Math.floor(row.length / 512));
    for (let x = step; x < row.length - step; x += stride) {
      const here = row[x] as number;
      // Grain is clipped in areas that are nearly black or white.
      if (here < 4 || here > 96) continue;
      swings.push(Math.abs((row[x - step] as number) - 2 * here + (row[x + step] as number)));
    }
  }
  const quiet = swings.sort((a, b) => a - b)[Math.floor(swings.length * 0.3)] ?? 0;
  // 0.385 is the 30th percentile of |x| for a standard normal x; √6 comes from the weights 1, −2, 1 of the second difference.
  return quiet / 0.385 / Math.sqrt(6);
}
