import { localVariance } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";

/** In pixels of a picture with a short side of 512; the window is a twentieth of it. */
const radius = 12;
/** Local contrast as the standard deviation of L* in a window: below the first a photo is flat, from the second it has enough. */
const flatBelow = 3.5;
const enoughFrom = 6;
/** The windows that count, because even a photo of high contrast has plain areas such as sky. */
const percentile = 0.75;

/** How flat a photo is, in [0, 1]: 1 when even its contrasty parts have little contrast, as in a faded print. */
export function measureFlatness(lightness: Plane): number {
  const contrasts = localVariance(lightness, radius).variance.data.sort();
  const contrast = Math.sqrt(contrasts[Math.floor((contrasts.length - 1) * percentile)] as number);
  return Math.max(0, Math.min(1, (enoughFrom - contrast) / (enoughFrom - flatBelow)));
}
