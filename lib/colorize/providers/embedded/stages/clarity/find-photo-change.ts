import type { ClarityGain } from "../../../../../contract/photos/photo-facts";
import { reducedSize } from "../../graphs/model-size";
import type { GraphModel } from "../../graphs/open-session";
import { runOnLightness } from "../../graphs/run-graph";
import { measureLightness } from "../../pixels/measure-lightness";
import { cropPlane, padPlane } from "../../pixels/pad-plane";
import type { Plane, Raster } from "../../pixels/raster";
import { evenChange } from "./even-change";
import { gainOf } from "./judge-gain";

export type PhotoClarityModel = GraphModel<"photo-clarity">;

import { meanSizeInPatches, takePatches } from "./take-patches";

/** How much clarity would gain on the whole photo. A large photo is judged by patches. */
export async function findPhotoGain(model: PhotoClarityModel, raster: Raster): Promise<ClarityGain> {
  const lightness = reduceLightness(model, raster);
  const change = await predictChange(model, takePatches(lightness));
  return gainOf(meanSizeInPatches(change, lightness), model.description.gains);
}

/** The change to add to the photo's L*, at the size that the model works with. */
export async function findPhotoChange(model: PhotoClarityModel, raster: Raster): Promise<Plane> {
  const lightness = reduceLightness(model, raster);
  return evenChange(await predictChange(model, lightness), lightness);
}

function reduceLightness({ description }: PhotoClarityModel, raster: Raster): Plane {
  const { width, height } = reducedSize(raster.width, raster.height, description.maxShortSide);
  return measureLightness(raster, width, height);
}

async function predictChange({ session, description }: PhotoClarityModel, lightness: Plane): Promise<Plane> {
  const fed = padPlane(lightness, description.stride);
  const { change } = await runOnLightness(session, fed, { change: 1 });
  if (change.width !== fed.width || change.height !== fed.height) {
    throw new Error(`${description.name} returned a picture of another size than its input`);
  }
  return cropPlane(change, lightness.width, lightness.height);
}
