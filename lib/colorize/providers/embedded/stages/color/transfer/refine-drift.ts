import { boxMean } from "../../../pixels/box-mean";
import type { Plane } from "../../../pixels/raster";
import { measureSlopes, smooth } from "./normalize-contrast";
import { type Drift, listPositions, markInside, type Placement, sampleAt } from "./placement";

const rounds = 4;
/** Difference of structure above which a pixel counts little. */
const outlier = 0.7;
/** Keeps the drift where it is in windows without structure. */
const damping = 0.002;
/** Furthest drift, as a share of the answer's sides: what moves further shows something else. */
const furthest = 0.035;
/** Pixels that one round may move a point. */
const stride = 1;

/**
 * Follows small local shifts and warps: Lucas-Kanade in windows, each round's steps smoothed over the neighborhood in proportion to
 * how much they are worth, so that what was painted anew is carried by what is around it. All planes have about one scale.
 * @param radius of the windows, in pixels
 */
export function refineDrift(photo: Plane, answer: Plane, placement: Placement, start: Drift, radius: number): Drift {
  let drift = start;
  for (let round = 0; round < rounds; round++) {
    const positions = listPositions(photo, answer, placement, drift);
    const step = solveWindows(photo, sampleAt(answer, positions, photo), markInside(positions, answer), radius);
    const total = smooth(step.worth, radius);
    drift = {
      du: advance(drift.du, step.across, step.worth, total, radius, answer.width),
      dv: advance(drift.dv, step.down, step.worth, total, radius, answer.height),
    };
  }
  return drift;
}

type Step = { across: Plane; down: Plane /** How well the window decides the step. */; worth: Plane };

/** The shift in pixels of each window that makes the structures agree. */
function solveWindows(photo: Plane, moved: Plane, inside: Float32Array, radius: number): Step {
  const slopes = measureSlopes(moved);
  const plane = (): Plane => ({ ...photo, data: new Float32Array(photo.data.length) });
  const sums = { xx: plane(), xy: plane(), yy: plane(), xr: plane(), yr: plane(), weight: plane() };
  for (let i = 0; i < inside.length; i++) {
    const rest = (photo.data[i] as number) - (moved.data[i] as number);
    const weight = (inside[i] as number) / (1 + (rest / outlier) ** 2);
    const [gx, gy] = [slopes.across[i] as number, slopes.down[i] as number];
    sums.xx.data[i] = gx * gx * weight;
    sums.xy.data[i] = gx * gy * weight;
    sums.yy.data[i] = gy * gy * weight;
    sums.xr.data[i] = gx * rest * weight;
    sums.yr.data[i] = gy * rest * weight;
    sums.weight.data[i] = weight;
  }
  const [xx, xy, yy, xr, yr, weight] = [sums.xx, sums.xy, sums.yy, sums.xr, sums.yr, sums.weight].map(
    (sum) => boxMean(sum, radius).data,
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const step = { across: plane(), down: plane(), worth: plane() };
  for (let i = 0; i < inside.length; i++) {
    const [a, b, c] = [(xx[i] as number) + damping, xy[i] as number, (yy[i] as number) + damping];
    const [r, s] = [xr[i] as number, yr[i] as number];
    const det = a * c - b * b;
    const limit = (value: number) => Math.max(-stride, Math.min(stride, value));
    step.across.data[i] = limit((c * r - b * s) / det);
    step.down.data[i] = limit((a * s - b * r) / det);
    // The smaller eigenvalue tells whether both directions are decided, the weight whether the window agrees at all.
    const half = (a + c) / 2;
    const least = half - Math.sqrt(Math.max(0, half * half - det));
    step.worth.data[i] = least * (weight[i] as number) ** 4 + 1e-6;
  }
  return step;
}

/** The drift after a step, smoothed by worth. `total` is the worth, smoothed. @param side of the answer in pixels */
function advance(drift: Plane, step: Plane, worth: Plane, total: Plane, radius: number, side: number): Plane {
  const weighted = new Float32Array(drift.data.length);
  for (let i = 0; i < weighted.length; i++) {
    const moved = (drift.data[i] as number) + (step.data[i] as number) / side;
    weighted[i] = moved * (worth.data[i] as number);
  }
  const sum = smooth({ ...drift, data: weighted }, radius).data;
  for (let i = 0; i < sum.length; i++) {
    sum[i] = Math.max(-furthest, Math.min(furthest, (sum[i] as number) / (total.data[i] as number)));
  }
  return { ...drift, data: sum };
}
