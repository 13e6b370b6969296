import type { Guide } from "../picture";
import { type Box, cropPlane, growBox, heightOf, widthOf } from "./box";
import { boxMean, createLinearFitter } from "./box-mean";

/** Numbers per point of a field. */
export const fieldNumbers = 6;

/**
 * What the hints do, on the guide's grid of `width` × `height`. Each point in the box has slope and offset, as functions of L*, of
 * the weight of the hints, and of their a and b times that weight; beyond the box all six are 0. Applied to the full picture's
 * lightness, the regions follow its edges.
 */
export type HintField = { width: number; height: number; box: Box; data: Float32Array };

/** The window as a share of the guide's longer side: about what a brush's edge is off by. */
const windowShare = 1 / 340;
/** Means of weights that are rounding errors of a running sum. */
const nothing = 1e-6;

type Target = { weight: Float32Array; a: Float32Array; b: Float32Array };

/**
 * @param target on the guide's grid, 0 outside `reached`
 * @param edge in L*, as in EdgeMap
 */
export function fitField({ width, height, lightness }: Guide, target: Target, reached: Box, edge: number): HintField {
  const radius = Math.max(1, Math.round(Math.max(width, height) * windowShare));
  const box = growBox(reached, 4 * radius, width, height);
  const across = widthOf(box);
  const grain = edge / 6;
  const fitPlane = createLinearFitter(cropPlane(lightness, width, box), across, radius, grain * grain);
  const near = boxMean(cropPlane(target.weight, width, box), across, 2 * radius);
  const data = new Float32Array(across * heightOf(box) * fieldNumbers);
  [target.weight, target.a, target.b].forEach((plane, k) => {
    const { slope, offset } = fitPlane(cropPlane(plane, width, box));
    for (let i = 0; i < slope.length; i++) {
      if ((near[i] as number) < nothing) continue;
      data[i * fieldNumbers + 2 * k] = slope[i] as number;
      data[i * fieldNumbers + 2 * k + 1] = offset[i] as number;
    }
  });
  return { width, height, box, data };
}
