import type { FacesModel } from "../faces/faces-model";
import { findFaces } from "../faces/find-faces";
import type { Raster } from "../pixels/raster";
import type { ClarityModel } from "./clarity-model";
import { clearFaces } from "./clear-faces";
import { liftDetail } from "./lift-detail";

export type ClarityModels = { faces: FacesModel; clarity: ClarityModel };

/** Makes a raster clear in place: a gentle lift everywhere, then each face by the network. Returns how many faces were found. */
export async function clearRaster(
  { faces, clarity }: ClarityModels,
  raster: Raster,
  onProgress: (share: number) => void,
): Promise<number> {
  const found = await findFaces(faces, raster);
  onProgress(0.2);
  const lifted = found.length > 0 ? 0.5 : 1;
  liftDetail(raster, (share) => onProgress(0.2 + share * (lifted - 0.2)));
  await clearFaces(clarity, raster, found, (share) => onProgress(lifted + share * (1 - lifted)));
  return found.length;
}
