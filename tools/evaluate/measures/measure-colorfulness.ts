import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";

/** Hasler and Süsstrunk, 2003, of a picture with 8 bits: 0 is gray, 33 average, above 80 gaudy. */
export function measureColorfulness({ pixels, channels, width, height }: Raster): number {
  const count = width * height;
  let [redGreen, yellowBlue, redGreenSquares, yellowBlueSquares] = [0, 0, 0, 0];
  for (let at = 0; at < count * channels; at += channels) {
    const [red, green, blue] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
    const rg = red - green;
    const yb = (red + green) / 2 - blue;
    redGreen += rg;
    yellowBlue += yb;
    redGreenSquares += rg * rg;
    yellowBlueSquares += yb * yb;
  }
  const [meanRg, meanYb] = [redGreen / count, yellowBlue / count];
  const variances = redGreenSquares / count - meanRg ** 2 + yellowBlueSquares / count - meanYb ** 2;
  return Math.sqrt(Math.max(0, variances)) + 0.3 * Math.hypot(meanRg, meanYb);
}
