import type { Plane } from "../../../pixels/raster";

const bins = 25;
const span = 100 / bins;

/**
 * The photo's lightness under the tone curve that the answer has: for each lightness of the photo the mean that the answer has
 * there, weighted, smoothed, and never falling. Where nothing tells, the curve leaves lightness as it is.
 */
export function fitTone(photo: Plane, answer: Plane, weights: Float32Array): Plane {
  const sums = new Float64Array(bins + 1);
  const totals = new Float64Array(bins + 1);
  for (let i = 0; i < weights.length; i++) {
    const at = Math.round(Math.max(0, Math.min(bins, (photo.data[i] as number) / span)));
    const weight = weights[i] as number;
    sums[at] = (sums[at] as number) + weight * ((answer.data[i] as number) - at * span);
    totals[at] = (totals[at] as number) + weight;
  }
  // A prior of no change, of the weight of a thousandth of the picture.
  const prior = weights.length / 1000;
  const spread = (values: Float64Array, at: number) =>
    (values[at] as number) + ((values[at - 1] ?? 0) + (values[at + 1] ?? 0)) / 2;
  const curve = Float64Array.from(sums, (_, at) => at * span + spread(sums, at) / (spread(totals, at) + prior));
  for (let at = 1; at <= bins; at++) curve[at] = Math.max(curve[at] as number, curve[at - 1] as number);
  const data = photo.data.map((value) => {
    const place = Math.max(0, Math.min(bins - 1e-6, value / span));
    const low = Math.floor(place);
    return (curve[low] as number) + (place - low) * ((curve[low + 1] as number) - (curve[low] as number));
  });
  return { ...photo, data };
}
