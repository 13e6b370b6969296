import type { Plane } from "../../../pixels/raster";
import { resizePlane } from "../../../pixels/resize-plane";
import { type Drift, listPositions, type Placement, sampleAt, sizeAtScale } from "./placement";

type Carried = { placement: Placement; drift: Drift; confidence: Plane };

/** The answer's a and b where there is confidence, the fill's elsewhere, mixed in between. All at the photo's size. */
export function carryColors(
  photo: Plane,
  answer: { a: Plane; b: Plane },
  fill: { a: Plane; b: Plane },
  { placement, drift, confidence }: Carried,
): { a: Plane; b: Plane } {
  const { width, height } = photo;
  // To the photo's scale first: a picture that is sampled at a smaller one would flicker.
  const scale = sizeAtScale(placement, photo);
  const full = { du: resizePlane(drift.du, width, height), dv: resizePlane(drift.dv, width, height) };
  const positions = listPositions(photo, scale, placement, full);
  const trust = resizePlane(confidence, width, height).data;
  const mix = (theirs: Plane, ours: Plane): Plane => {
    const mixed = sampleAt(resizePlane(theirs, scale.width, scale.height), positions, photo);
    for (let i = 0; i < trust.length; i++) {
      const own = ours.data[i] as number;
      mixed.data[i] = own + (trust[i] as number) * ((mixed.data[i] as number) - own);
    }
    return mixed;
  };
  return { a: mix(answer.a, fill.a), b: mix(answer.b, fill.b) };
}
