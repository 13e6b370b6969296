import type { ClarityGain } from "../../../../contract/photo-facts";
import { reducedSize } from "../models/model-size";
import { runOnLightness } from "../models/run-on-lightness";
import { measureLightness } from "../pixels/measure-lightness";
import { cropPlane, padPlane } from "../pixels/pad-plane";
import type { Plane, Raster } from "../pixels/raster";
import { gainOf, meanSize } from "./judge-gain";
import type { PhotoClarityModel } from "./photo-clarity-model";

/** What to add to the photo's L*, at the size it was looked at, and what that is worth. */
export type PhotoChange = { change: Plane; gain: ClarityGain };

/** Changes nothing yet. */
export async function findPhotoChange(
  { session, description }: PhotoClarityModel,
  raster: Raster,
): Promise<PhotoChange> {
  const { stride, maxShortSide, gains, name } = description;
  const { width, height } = reducedSize(raster.width, raster.height, maxShortSide);
  const fed = padPlane(measureLightness(raster, width, height), stride);
  const { change } = await runOnLightness(session, fed, { change: 1 });
  if (change.width !== fed.width || change.height !== fed.height) {
    throw new Error(`${name} gave a picture of another size than it was fed`);
  }
  const cropped = cropPlane(change, width, height);
  return { change: cropped, gain: gainOf(meanSize(cropped.data), gains) };
}
