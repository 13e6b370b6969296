import { bitsOf, type Raster } from "./raster";
import { lumaTables, roughLabOf } from "./transfer-tables";

/** Linear luminance in [0, 1] of `into.length` pixels of a row, starting at x, y. All of them must lie in the photo. */
export function readLuminance(raster: Raster, x: number, y: number, into: Float32Array): void {
  const { pixels, channels, width } = raster;
  const { red, green, blue } = lumaTables(bitsOf(raster));
  let at = (y * width + x) * channels;
  for (let i = 0; i < into.length; i++, at += channels) {
    into[i] =
      (red[pixels[at] as number] as number) +
      (green[pixels[at + 1] as number] as number) +
      (blue[pixels[at + 2] as number] as number);
  }
}

/** CIE L* in [0, 100] of `into.length` pixels of a row, starting at x, y. All of them must lie in the photo. */
export function readLightness(raster: Raster, x: number, y: number, into: Float32Array): void {
  readLuminance(raster, x, y, into);
  for (let i = 0; i < into.length; i++) into[i] = 116 * roughLabOf(into[i] as number) - 16;
}
