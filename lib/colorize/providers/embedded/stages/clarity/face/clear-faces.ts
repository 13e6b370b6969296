import type { Raster } from "../../../pixels/raster";
import type { Face } from "../../faces/face";
import { faceSteps } from "../judge-gain";
import { blendFace } from "./blend-face";
import type { ClarityModel } from "./clarity-model";
import { restoreFace } from "./restore-face";

/** Limits the time for a crowd. The faces with the highest scores are made clear; the others are not changed. */
const maxFaces = 60;

/**
 * Makes faces clear in place by changing only their lightness. A face that is already clear stays identical.
 * @param faces those with the highest scores first
 * @returns the largest change of a sample, in 1/255 of white
 */
export async function clearFaces(
  model: ClarityModel,
  raster: Raster,
  faces: Face[],
  onFace: (share: number) => void,
): Promise<number> {
  const chosen = faces.slice(0, maxFaces);
  let largest = 0;
  for (const [done, face] of chosen.entries()) {
    const { alignment, difference, size } = await restoreFace(model, raster, face);
    if (size >= faceSteps[0]) largest = Math.max(largest, blendFace(raster, alignment, difference));
    onFace((done + 1) / chosen.length);
  }
  return largest;
}
