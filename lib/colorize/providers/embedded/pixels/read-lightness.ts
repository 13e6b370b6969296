import { bitsOf, type Raster } from "./raster";
import { labOf, linearTable, lumaBlue, lumaGreen, lumaRed } from "./transfer-tables";

/** CIE L* (0..100) of a stretch of a row: as many pixels as `into` is long, the first at x, y. All must lie in the photo. */
export function readLightness(raster: Raster, x: number, y: number, into: Float32Array): void {
  const { pixels, channels, width } = raster;
  const linear = linearTable(bitsOf(raster));
  let at = (y * width + x) * channels;
  for (let i = 0; i < into.length; i++, at += channels) {
    const luminance =
      lumaRed * (linear[pixels[at] as number] as number) +
      lumaGreen * (linear[pixels[at + 1] as number] as number) +
      lumaBlue * (linear[pixels[at + 2] as number] as number);
    into[i] = 116 * labOf(luminance) - 16;
  }
}
