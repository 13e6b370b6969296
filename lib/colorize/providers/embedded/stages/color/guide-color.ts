import { boxMean } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";

/**
 * Color as a function of lightness, per point of a coarse grid: a* = aSlope·L + aOffset, b* likewise. Four numbers per point,
 * interleaved in that order. Applied to the full-size lightness, color follows the photo's own edges.
 */
export type ColorField = { data: Float32Array; width: number; height: number };

/** In L* units squared. Lightness that varies less than its root is texture, and color passes over it smoothly. */
const smoothness = 20;

/** In pixels of the plane: about one and a half points of the model's own output, of which the shorter side has `points`. */
export const guideRadius = ({ width, height }: Plane, points: number): number =>
  Math.max(1, Math.round((1.5 * Math.min(width, height)) / points));

/** The fast guided filter: fits the lines in windows of the coarse grid. All planes have the size of `lightness`. */
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
