import type { Guide } from "../picture";
import { boxMean, createLinearFitter } from "./box-mean";

/** Numbers per point of a field. */
export const fieldNumbers = 6;

/**
 * What the hints do, on the guide's grid. Each point has slope and offset, as functions of L*, of the weight of the hints, and of
 * their a and b times that weight. Applied to the full picture's lightness, the regions follow its edges. A point that no hint is
 * near has six zeros.
 */
export type HintField = { width: number; height: number; data: Float32Array };

/** The window as a share of the guide's longer side: about what a brush's edge is off by. */
const windowShare = 1 / 340;
/** Means of weights that are rounding errors of a running sum. */
const nothing = 1e-6;

type Target = { weight: Float32Array; a: Float32Array; b: Float32Array };

/** @param edge in L*, as in EdgeMap */
export function fitField({ width, height, lightness }: Guide, target: Target, edge: number): HintField {
  const radius = Math.max(1, Math.round(Math.max(width, height) * windowShare));
  const grain = edge / 6;
  const fitPlane = createLinearFitter(lightness, width, radius, grain * grain);
  const near = boxMean(target.weight, width, 2 * radius);
  const data = new Float32Array(width * height * fieldNumbers);
  [target.weight, target.a, target.b].forEach((plane, k) => {
    const { slope, offset } = fitPlane(plane);
    for (let i = 0; i < plane.length; i++) {
      if ((near[i] as number) < nothing) continue;
      data[i * fieldNumbers + 2 * k] = slope[i] as number;
      data[i * fieldNumbers + 2 * k + 1] = offset[i] as number;
    }
  });
  return { width, height, data };
}
