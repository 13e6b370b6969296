import { boxMean, multiply } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";

/**
 * Color as a linear function of lightness at each point of a coarse grid: a* = aSlope·L + aOffset, b* likewise. `data` has these
 * four numbers per point, in this order. Applied to the full-size lightness, the color follows the photo's edges.
 */
export type ColorField = { data: Float32Array; width: number; height: number };

/** In L* units squared. Lightness that varies less than its square root counts as texture, over which color stays smooth. */
const smoothness = 20;

/**
 * The filter's radius in pixels of the plane: about 1.5 points of the model's output.
 * @param points of the model's output along the shorter side
 */
export const guideRadius = ({ width, height }: Plane, points: number): number =>
  Math.max(1, Math.round((1.5 * Math.min(width, height)) / points));

/** A fast guided filter that fits the linear functions in windows. All planes must have the same size. */
export function guideColor(lightness: Plane, a: Plane, b: Plane, radius: number): ColorField {
  const { width, height } = lightness;
  const meanL = boxMean(lightness, radius);
  const meanLL = boxMean(multiply(lightness, lightness), radius);
  const data = new Float32Array(width * height * 4);
  for (const [k, channel] of [a, b].entries()) {
    const mean = boxMean(channel, radius);
    const product = boxMean(multiply(lightness, channel), radius);
    fitLines(meanL.data, meanLL.data, mean.data, product.data);
    interleave(boxMean(product, radius).data, data, k * 2);
    interleave(boxMean(mean, radius).data, data, k * 2 + 1);
  }
  return { data, width, height };
}

/** Replaces the means of the products by the slopes of the functions, and those of the channel by their offsets. */
function fitLines(meanL: Float32Array, meanLL: Float32Array, mean: Float32Array, product: Float32Array): void {
  for (let i = 0; i < mean.length; i++) {
    const l = meanL[i] as number;
    const value = mean[i] as number;
    const variance = Math.max(0, (meanLL[i] as number) - l * l);
    const slope = ((product[i] as number) - l * value) / (variance + smoothness);
    product[i] = slope;
    mean[i] = value - slope * l;
  }
}

function interleave(plane: Float32Array, into: Float32Array, at: number): void {
  for (let i = 0; i < plane.length; i++) into[i * 4 + at] = plane[i] as number;
}
