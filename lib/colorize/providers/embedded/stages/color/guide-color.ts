import { boxMean } from "../../pixels/box-mean";
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
  [a, b].forEach((channel, k) => {
    const mean = boxMean(channel, radius);
    const product = boxMean(multiply(lightness, channel), radius);
    const slope = { data: new Float32Array(width * height), width, height };
    const offset = { data: new Float32Array(width * height), width, height };
    for (let i = 0; i < slope.data.length; i++) {
      const l = meanL.data[i] as number;
      const variance = Math.max(0, (meanLL.data[i] as number) - l * l);
      const s = ((product.data[i] as number) - l * (mean.data[i] as number)) / (variance + smoothness);
      slope.data[i] = s;
      offset.data[i] = (mean.data[i] as number) - s * l;
    }
    const smoothSlope = boxMean(slope, radius);
    const smoothOffset = boxMean(offset, radius);
    for (let i = 0; i < slope.data.length; i++) {
      data[i * 4 + k * 2] = smoothSlope.data[i] as number;
      data[i * 4 + k * 2 + 1] = smoothOffset.data[i] as number;
    }
  });
  return { data, width, height };
}

function multiply(left: Plane, right: Plane): Plane {
  return { ...left, data: left.data.map((value, i) => value * (right.data[i] as number)) };
}
