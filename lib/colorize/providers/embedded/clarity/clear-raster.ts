import type { Face } from "../faces/find-faces";
import type { Raster } from "../pixels/raster";
import type { ClarityModel } from "./clarity-model";
import { clearFaces } from "./clear-faces";
import { liftDetail } from "./lift-detail";

export type ClarityModels = { clarity: ClarityModel };

/** Makes a raster clear in place: a gentle lift everywhere, then each face by the network. Returns how many faces there are. */
export async function clearRaster(
  { clarity }: ClarityModels,
  raster: Raster,
  faces: Face[],
  onProgress: (share: number) => void,
): Promise<number> {
  const lifted = faces.length > 0 ? 0.4 : 1;
  liftDetail(raster, (share) => onProgress(share * lifted));
  await clearFaces(clarity, raster, faces, (share) => onProgress(lifted + share * (1 - lifted)));
  return faces.length;
}
