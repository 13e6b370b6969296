import { boxMean, multiply } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";

/**
 * Color as a linear function of lightness at each point of a coarse grid: a* = aSlope·L + aOffset, b* likewise. `data` has these
 * four numbers per point, in this order. Applied to the full-size lightness, the color follows the photo's edges.
 */
export type ColorField = { data: Float32Array; width: number; height: number };

/** In L* units squared. Lightness that varies less than its square root counts as texture, over which color stays smooth. */
const smoothness = 20;

/** Of a fine model's color the lightness explains less: below the square root of this, most of the color stays as it was predicted. */
const explained = 60;

/**
 * Whether a model paints objects of a few points of the picture that it is fed, which wider windows would wash out. The studio's own
 * model answers with a quarter of the points, DDColor with all of them.
 * @param points of the model's output along the shorter side
 * @param shortSide of what it is fed
 */
export const isFine = (points: number, shortSide: number): boolean => points * 2 > shortSide;

/**
 * The filter's radius in pixels of the plane: about 1.5 points of the model's output, one point of a fine model's.
 * @param points of the model's output along the shorter side
 */
export const guideRadius = ({ width, height }: Plane, points: number, fine = false): number =>
  Math.max(1, Math.round(((fine ? 1 : 1.5) * Math.min(width, height)) / points));

/**
 * A fast guided filter that fits the linear functions in windows. All planes must have the same size.
 * @param keepsDetail where lightness says little about the color, the color stays as it was predicted, instead of a mean of its windows
 */
export function guideColor(lightness: Plane, a: Plane, b: Plane, radius: number, keepsDetail = false): ColorField {
  const { width, height } = lightness;
  const meanL = boxMean(lightness, radius);
  const meanLL = boxMean(multiply(lightness, lightness), radius);
  const data = new Float32Array(width * height * 4);
  for (const [k, channel] of [a, b].entries()) {
    const mean = boxMean(channel, radius);
    const product = boxMean(multiply(lightness, channel), radius);
    fitLines(meanL.data, meanLL.data, mean.data, product.data);
    const slope = boxMean(product, radius).data;
    const offset = boxMean(mean, radius).data;
    if (keepsDetail) keepDetail(offset, slope, { lightness, channel, meanL, meanLL });
    interleave(slope, data, k * 2);
    interleave(offset, data, k * 2 + 1);
  }
  return { data, width, height };
}

type Explained = { lightness: Plane; channel: Plane; meanL: Plane; meanLL: Plane };

/** Gives back what the functions leave out of the channel, the more of it the less the lightness varies around. */
function keepDetail(offset: Float32Array, slope: Float32Array, planes: Explained): void {
  const { lightness, channel, meanL, meanLL } = planes;
  for (let i = 0; i < offset.length; i++) {
    const fitted = (slope[i] as number) * (lightness.data[i] as number) + (offset[i] as number);
    const variance = Math.max(0, (meanLL.data[i] as number) - (meanL.data[i] as number) ** 2);
    offset[i] = (offset[i] as number) + (explained / (variance + explained)) * ((channel.data[i] as number) - fitted);
  }
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
