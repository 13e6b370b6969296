import type { Plane } from "../../../pixels/raster";
import { resizePlane } from "../../../pixels/resize-plane";
import { carryColors } from "./carry-colors";
import { findPlacements, shrink } from "./find-placement";
import { measureAgreement } from "./measure-agreement";
import { normalizeContrast } from "./normalize-contrast";
import { type Drift, listPositions, markInside, type Placement, sampleAt, sizeAtScale } from "./placement";
import { refineDrift } from "./refine-drift";
import { refinePlacement } from "./refine-placement";
import { settleConfidence } from "./settle-confidence";

/** Long side in pixels at which answer and photo are compared. */
const workSide = 384;
/** Radius, in pixels at every level, of what counts as local structure. */
const structureRadius = 6;
/** Correlation of the structure below which the answer shows another picture: those have up to 0.2, the same ones from 0.6. */
const leastScore = 0.3;
/** Share of the picture below which too little of it is the answer's. */
const leastShare = 0.35;
/** Spread of a and b below which an answer has no colors to give. */
const leastColor = 1;

export type Colored = { lightness: Plane; a: Plane; b: Plane };

/**
 * The colors of an answer on a photo whose lightness stays. The answer may be scaled, cropped, shifted, warped a little and of
 * another tone; its colors are taken where it shows what the photo shows, and `fill` elsewhere, with a soft seam. The same
 * input gives the same output.
 *
 * @param lightness L* of the photo, 0 to 100
 * @param answer of any size
 * @param fill of the photo's size
 * @returns planes of the photo's size; `share` in [0, 1] of the picture that has the answer's colors; null when too much differs
 */
export function transferColors(
  lightness: Plane,
  answer: Colored,
  fill: { a: Plane; b: Plane },
): { a: Plane; b: Plane; share: number } | null {
  if (spreadOf(answer.a) + spreadOf(answer.b) < leastColor) return null;
  const registered = registerAnswer(lightness, answer.lightness);
  if (!registered) return null;
  const { photo, moved, inside, placement, drift } = registered;
  const short = Math.min(photo.width, photo.height);
  const agreement = measureAgreement(photo, moved, inside, Math.max(2, Math.round(short * 0.014)));
  const confidence = settleConfidence(photo, agreement, inside, Math.max(2, Math.round(short * 0.016)));
  const share = confidence.data.reduce((sum, value) => sum + value, 0) / confidence.data.length;
  if (share < leastShare) return null;
  return { ...carryColors(lightness, answer, fill, { placement, drift, confidence }), share };
}

/** Photo and answer at the working size, the answer moved to where the photo has what it shows. */
export type Registered = {
  photo: Plane;
  moved: Plane;
  inside: Float32Array;
  placement: Placement;
  drift: Drift;
};

/** Finds where each point of the photo lies in the answer; null when the answer shows another picture. */
export function registerAnswer(lightness: Plane, answer: Plane): Registered | null {
  const photo = shrink(lightness, workSide);
  const levels = listLevels(photo);
  const candidates = findPlacements(photo, answer, 4).map(({ placement }) => {
    const [ours, theirs] = structuresAt(levels[0] ?? photo, answer, placement);
    return refinePlacement(ours, theirs, placement);
  });
  const best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.score < leastScore) return null;
  let { placement } = best;
  const work = atScale(answer, placement, photo);
  let drift: Drift | null = null;
  for (const [at, level] of levels.entries()) {
    const [ours, theirs] = structuresAt(level, work, placement);
    if (at === 1) placement = refinePlacement(ours, theirs, placement).placement;
    if (at > 0 || levels.length === 1) drift = refineDrift(ours, theirs, placement, resizeDrift(drift, level), 7);
  }
  const settled = resizeDrift(drift, photo);
  const positions = listPositions(photo, work, placement, settled);
  return {
    photo,
    moved: sampleAt(work, positions, photo),
    inside: markInside(positions, work),
    placement,
    drift: settled,
  };
}

/** The photo at half the size again and again, smallest first. */
function listLevels(photo: Plane): Plane[] {
  const levels = [photo];
  for (let long = Math.max(photo.width, photo.height) / 2; long >= 50; long /= 2) levels.unshift(shrink(photo, long));
  return levels;
}

function structuresAt(photo: Plane, answer: Plane, placement: Placement): [ours: Plane, theirs: Plane] {
  const theirs = atScale(answer, placement, photo);
  return [normalizeContrast(photo, structureRadius), normalizeContrast(theirs, structureRadius)];
}

function atScale(answer: Plane, placement: Placement, photo: Plane): Plane {
  const { width, height } = sizeAtScale(placement, photo);
  return resizePlane(answer, width, height);
}

function resizeDrift(drift: Drift | null, { width, height }: Plane): Drift {
  const none = () => ({ data: new Float32Array(width * height), width, height });
  if (!drift) return { du: none(), dv: none() };
  return { du: resizePlane(drift.du, width, height), dv: resizePlane(drift.dv, width, height) };
}

function spreadOf({ data }: Plane): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / data.length;
  return Math.sqrt(Math.max(0, squares / data.length - mean * mean));
}
