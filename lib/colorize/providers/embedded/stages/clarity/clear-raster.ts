import type { ClarityGain } from "../../../../../contract/photos/photo-facts";
import type { Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import { addPhotoChange } from "./add-photo-change";
import { clearFaces } from "./face/clear-faces";
import { type ClarityModels, findClarityGain } from "./find-clarity-gain";
import { findPhotoChange } from "./find-photo-change";
import { liftDetail } from "./lift-detail";

/** `largestChange` of a sample in any step, in 1/255 of white; 0 when nothing changed. */
export type Cleared = { faces: number; gain: ClarityGain; largestChange: number };

/**
 * Makes a raster clear in place by changing only its lightness: first the whole photo, with the network for photos and, where
 * contrast is low, a lift of the detail; then each face. What is already clear stays identical.
 */
export async function clearRaster(
  models: ClarityModels,
  raster: Raster,
  faces: Face[],
  onProgress: (share: number) => void,
): Promise<Cleared> {
  const { photoGain, gain } = await findClarityGain(models, raster, faces);
  onProgress(0.1);
  if (gain === 0) return { faces: faces.length, gain, largestChange: 0 };
  let largestChange = 0;
  if (photoGain > 0) {
    const change = await findPhotoChange(models.photo, raster);
    onProgress(0.5);
    const changed = addPhotoChange(raster, change, (share) => onProgress(0.5 + share * 0.1));
    const lifted = liftDetail(raster, (share) => onProgress(0.6 + share * 0.1));
    largestChange = Math.max(changed, lifted);
  }
  const inFaces = await clearFaces(models.face, raster, faces, (share) => onProgress(0.7 + share * 0.3));
  return { faces: faces.length, gain, largestChange: Math.max(largestChange, inFaces) };
}
