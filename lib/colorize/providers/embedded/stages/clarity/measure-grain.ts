import type { Raster } from "../../pixels/raster";
import { readLightness } from "../../pixels/read-lightness";

const rows = 48;
/** Grain on scans is a few pixels wide, so neighbors would look too much alike. */
const step = 2;

/**
 * How much a photo's grain swings, as the standard deviation of L*, from second differences along some of its rows. Structure
 * is larger than grain, so the quieter third of them tells.
 */
export function measureGrain(raster: Raster): number {
  const row = new Float32Array(raster.width);
  const swings: number[] = [];
  for (let k = 0; k < rows; k++) {
    readLightness(raster, 0, Math.floor(((k + 0.5) * raster.height) / rows), row);
    const stride = Math.max(1, Math.floor(row.length / 512));
    for (let x = step; x < row.length - step; x += stride) {
      const here = row[x] as number;
      // Blown out or black, grain is cut off.
      if (here < 4 || here > 96) continue;
      swings.push(Math.abs((row[x - step] as number) - 2 * here + (row[x + step] as number)));
    }
  }
  const quiet = swings.sort((a, b) => a - b)[Math.floor(swings.length * 0.3)] ?? 0;
  // 0.385: what 30 % of a normal distribution stays below; √6: three samples of it, the middle one twice.
  return quiet / 0.385 / Math.sqrt(6);
}
