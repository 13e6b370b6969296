import type { Raster } from "./raster";
import { readLuminance } from "./read-luminance";
import { roughLabOf } from "./transfer-tables";

/** CIE L* (0..100) of a stretch of a row: as many pixels as `into` is long, the first at x, y. All must lie in the photo. */
export function readLightness(raster: Raster, x: number, y: number, into: Float32Array): void {
  readLuminance(raster, x, y, into);
  for (let i = 0; i < into.length; i++) into[i] = 116 * roughLabOf(into[i] as number) - 16;
}
