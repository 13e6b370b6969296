import type { ClarityGain } from "../../../../../contract/photos/photo-facts";
import type { Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import type { ClarityModel } from "./face/clarity-model";
import { restoreFace } from "./face/restore-face";
import type { PhotoClarityModel } from "./find-photo-change";
import { findPhotoGain } from "./find-photo-change";
import { faceSteps, gainOf } from "./judge-gain";

export type ClarityModels = { photo: PhotoClarityModel; face: ClarityModel };

/** Only the largest faces are measured, so that an inspection stays fast. */
const facesJudged = 3;
/** Faces that together cover less than this share of the photo count as a gain of 1 at most. */
const smallShare = 0.02;

/** The gain on the whole photo, and the larger of that and the gain on its faces. 0 means already clear. */
export type ClarityFinding = { photoGain: ClarityGain; gain: ClarityGain };

/** Measures how much AI Clarity Boost would gain, without changing the raster. */
export async function findClarityGain(
  { photo, face }: ClarityModels,
  raster: Raster,
  faces: Face[],
): Promise<ClarityFinding> {
  const photoGain = await findPhotoGain(photo, raster);
  return { photoGain, gain: larger(photoGain, await findFaceGain(face, raster, faces)) };
}

/** The gain of the mean change on the largest faces, weighted by their area. */
async function findFaceGain(model: ClarityModel, raster: Raster, faces: Face[]): Promise<ClarityGain> {
  const area = ({ width, height }: Face) => width * height;
  const largest = [...faces].sort((a, b) => area(b) - area(a)).slice(0, facesJudged);
  let total = 0;
  let covered = 0;
  for (const face of largest) {
    const { size } = await restoreFace(model, raster, face);
    total += size * area(face);
    covered += area(face);
  }
  const gain = covered > 0 ? gainOf(total / covered, faceSteps) : 0;
  return covered < smallShare * raster.width * raster.height && gain > 1 ? 1 : gain;
}

const larger = (a: ClarityGain, b: ClarityGain): ClarityGain => (a > b ? a : b);
