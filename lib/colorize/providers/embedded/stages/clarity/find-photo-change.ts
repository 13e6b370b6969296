import type { ClarityGain } from "../../../../../contract/photo-facts";
import { reducedSize } from "../../graphs/model-size";
import { runOnLightness } from "../../graphs/run-graph";
import { measureLightness } from "../../pixels/measure-lightness";
import { cropPlane, padPlane } from "../../pixels/pad-plane";
import type { Plane, Raster } from "../../pixels/raster";
import { evenChange } from "./even-change";
import { gainOf } from "./judge-gain";
import type { PhotoClarityModel } from "./photo-clarity-model";
import { meanSizeInPatches, takePatches } from "./take-patches";

/** What clarity would gain on the whole photo, judged by patches of it where it is large. */
export async function findPhotoGain(model: PhotoClarityModel, raster: Raster): Promise<ClarityGain> {
  const lightness = reduceLightness(model, raster);
  const change = await predictChange(model, takePatches(lightness));
  return gainOf(meanSizeInPatches(change, lightness), model.description.gains);
}

/** What to add to the photo's L*, at the size it was looked at. */
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
    throw new Error(`${description.name} gave a picture of another size than it was fed`);
  }
  return cropPlane(change, lightness.width, lightness.height);
}
