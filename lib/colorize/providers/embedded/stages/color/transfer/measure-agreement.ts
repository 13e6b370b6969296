import { boxMean, multiply } from "../../../pixels/box-mean";
import type { Plane } from "../../../pixels/raster";
import { fitTone } from "./fit-tone";

/** In L*: contrast that counts as none, so that two flat areas agree. */
const flat = 2.5;
/** Correlation from which structures begin to agree, and from which they do. */
const [little, much] = [0.35, 0.75];
/** In L*: how far lightness may lie from the common tone curve. */
const toneReach = 14;

/**
 * How well a moved answer shows what the photo shows, from 0 to 1 at each pixel: structure by local correlation at two sizes, which
 * another contrast doesn't change, and lightness by its distance from the tone curve that most of the picture has in common.
 * @param inside 0 where the answer doesn't show the photo
 * @param radius of the smaller window, in pixels
 */
export function measureAgreement(photo: Plane, moved: Plane, inside: Float32Array, radius: number): Plane {
  const [ours, theirs] = [boxMean(photo, 1), boxMean(moved, 1)];
  const near = correlateWindows(ours, theirs, radius);
  const wide = correlateWindows(ours, theirs, radius * 2);
  const toned = fitTone(
    ours,
    theirs,
    near.data.map((value, i) => Math.max(0, value) ** 2 * (inside[i] as number)),
  );
  const off = boxMean(
    { ...photo, data: toned.data.map((value, i) => value - (theirs.data[i] as number)) },
    radius,
  ).data;
  const data = near.data.map((value, i) => {
    const structure = ramp(0.5 * value + 0.5 * (wide.data[i] as number), little, much);
    const tone = Math.exp(-(((off[i] as number) / toneReach) ** 2));
    return structure * tone * (inside[i] as number);
  });
  return { ...photo, data };
}

export const ramp = (value: number, from: number, to: number): number => {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
};

/** Correlation in windows, with a contrast of `flat` that both have in common. */
function correlateWindows(ours: Plane, theirs: Plane, radius: number): Plane {
  const [p, q] = [boxMean(ours, radius).data, boxMean(theirs, radius).data];
  const pp = boxMean(multiply(ours, ours), radius).data;
  const qq = boxMean(multiply(theirs, theirs), radius).data;
  const both = boxMean(multiply(ours, theirs), radius);
  const common = flat * flat;
  for (let i = 0; i < p.length; i++) {
    const [meanP, meanQ] = [p[i] as number, q[i] as number];
    const varianceP = Math.max(0, (pp[i] as number) - meanP * meanP);
    const varianceQ = Math.max(0, (qq[i] as number) - meanQ * meanQ);
    const shared = (both.data[i] as number) - meanP * meanQ;
    both.data[i] = (shared + common) / Math.sqrt((varianceP + common) * (varianceQ + common));
  }
  return both;
}
