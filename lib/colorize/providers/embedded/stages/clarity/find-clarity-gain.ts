import type { ClarityGain } from "../../../../../contract/photo-facts";
import type { Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import type { ClarityModel } from "./face/clarity-model";
import { restoreFace } from "./face/restore-face";
import { findPhotoGain } from "./find-photo-change";
import { faceSteps, gainOf } from "./judge-gain";
import type { PhotoClarityModel } from "./photo-clarity-model";

export type ClarityModels = { photo: PhotoClarityModel; face: ClarityModel };

/** The largest faces tell; more of them would make an inspection slow. */
const facesJudged = 3;
/** Faces that cover less of the photo together are a small gain at most, however soft they are. */
const smallShare = 0.02;

/** What clarity gains on the whole photo, and on it and its faces together; 0 is clear already. */
export type ClarityFinding = { photoGain: ClarityGain; gain: ClarityGain };

/** Changes nothing yet. */
export async function findClarityGain(
  { photo, face }: ClarityModels,
  raster: Raster,
  faces: Face[],
): Promise<ClarityFinding> {
  const photoGain = await findPhotoGain(photo, raster);
  return { photoGain, gain: larger(photoGain, await findFaceGain(face, raster, faces)) };
}

/** The mean over the largest faces, each by its area. */
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
