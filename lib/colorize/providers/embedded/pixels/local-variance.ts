import { boxMean } from "./box-mean";
import type { Plane } from "./raster";

/** Mean and variance of a plane around each pixel, in a square window of 2 × radius + 1 pixels, cut off at the borders. */
export function localVariance(plane: Plane, radius: number): { mean: Plane; variance: Plane } {
  const mean = boxMean(plane, radius);
  const squares = boxMean({ ...plane, data: plane.data.map((value) => value * value) }, radius);
  const variance = squares.data.map((square, i) => Math.max(0, square - (mean.data[i] as number) ** 2));
  return { mean, variance: { ...squares, data: variance } };
}
