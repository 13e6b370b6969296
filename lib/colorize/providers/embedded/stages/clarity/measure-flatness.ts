import { localVariance } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";

/** Pixels of a picture whose short side is 512: a window as wide as a twentieth of it. */
const radius = 12;
/** Local contrast, as the standard deviation of L* in a window: a photo is flat below the first and has enough from the second. */
const flatBelow = 3.5;
const enoughFrom = 6;
/** Of a photo's windows; even a lively one has sky. */
const percentile = 0.75;

/** 1 for a photo whose livelier parts have little contrast, as a faded print has, 0 for one that has enough. */
export function measureFlatness(lightness: Plane): number {
  const contrasts = localVariance(lightness, radius).variance.data.sort();
  const contrast = Math.sqrt(contrasts[Math.floor((contrasts.length - 1) * percentile)] as number);
  return Math.max(0, Math.min(1, (enoughFrom - contrast) / (enoughFrom - flatBelow)));
}
