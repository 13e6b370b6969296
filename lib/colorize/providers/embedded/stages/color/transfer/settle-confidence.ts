import { boxMean } from "../../../pixels/box-mean";
import type { Plane } from "../../../pixels/raster";
import { guideColor } from "../guide-color";
import { ramp } from "./measure-agreement";

/** Share of a wide neighborhood that must agree before a point of it is trusted, from none to full. */
const [alone, joined] = [0.35, 0.7];

/**
 * Confidence from agreement: single spots in a part that differs aren't trusted, since something painted anew agrees in places by
 * chance; holes of a few pixels are closed; and it ends softly along the photo's own edges, so that no seam shows.
 * @param radius of the seam in pixels; the neighborhood is three times as wide
 */
export function settleConfidence(photo: Plane, agreement: Plane, inside: Float32Array, radius: number): Plane {
  const around = boxMean(agreement, radius * 3).data;
  const joint = agreement.data.map((value, i) => value * ramp(around[i] as number, alone, joined));
  const near = boxMean({ ...agreement, data: joint }, radius);
  const settled = near.data.map((value) => ramp(value, 0.3, 0.75));
  const plane = { ...agreement, data: settled };
  const { data } = guideColor(photo, plane, plane, radius);
  const confidence = photo.data.map((lightness, i) => {
    const value = (data[i * 4] as number) * lightness + (data[i * 4 + 1] as number);
    return Math.max(0, Math.min(1, value)) * (inside[i] as number);
  });
  return { ...photo, data: confidence };
}
