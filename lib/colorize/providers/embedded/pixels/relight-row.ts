import { bitsOf, type Raster } from "./raster";
import { encodedOf, labOf, linearTable, lumaBlue, lumaGreen, lumaRed, luminanceOf } from "./transfer-tables";

/**
 * Adds `change` (in L*) to the lightness of `change.length` pixels of a row, starting at x, y, in place. Each pixel keeps its
 * chromaticity as far as sRGB allows at the new luminance; black becomes gray. Pixels with a change of 0 stay identical.
 * Returns the largest change of a sample, in 1/255 of white.
 */
export function relightRow(raster: Raster, x: number, y: number, change: Float32Array): number {
  const { pixels, channels, width } = raster;
  const bits = bitsOf(raster);
  const linear = linearTable(bits);
  const top = bits === 16 ? 65_535 : 255;
  let at = (y * width + x) * channels;
  let largest = 0;
  for (let i = 0; i < change.length; i++, at += channels) {
    const difference = change[i] as number;
    if (difference === 0) continue;
    const red = linear[pixels[at] as number] as number;
    const green = linear[pixels[at + 1] as number] as number;
    const blue = linear[pixels[at + 2] as number] as number;
    const before = lumaRed * red + lumaGreen * green + lumaBlue * blue;
    const after = luminanceOf(Math.max(16 / 116, Math.min(1, labOf(before) + difference / 116)));
    const gain = before > 0 ? after / before : 0;
    const highest = Math.max(red, green, blue) * gain;
    // A color beyond 1 is mixed with the gray of its luminance, because clipping a channel would change hue and lightness.
    const keep = before === 0 ? 0 : highest > 1 ? (1 - after) / (highest - after) : 1;
    const gray = after * (1 - keep);
    largest = Math.max(
      largest,
      write(pixels, at, encodedOf(gray + red * gain * keep) * top),
      write(pixels, at + 1, encodedOf(gray + green * gain * keep) * top),
      write(pixels, at + 2, encodedOf(gray + blue * gain * keep) * top),
    );
  }
  return (largest / top) * 255;
}

/** Writes the rounded value. Returns how much the sample changed. */
function write(pixels: Raster["pixels"], at: number, value: number): number {
  const before = pixels[at] as number;
  pixels[at] = value + 0.5;
  return Math.abs((pixels[at] as number) - before);
}
