import { reducedSize } from "../models/model-size";
import { runOnLightness } from "../models/run-on-lightness";
import { boxMean } from "../pixels/box-mean";
import { measureLightness } from "../pixels/measure-lightness";
import { cropPlane, padPlane } from "../pixels/pad-plane";
import type { Plane, Raster } from "../pixels/raster";
import { markDamage } from "./mark-damage";
import type { RepairModel } from "./repair-model";

/**
 * What is scratched, stained or torn, at the size the photo was looked at. `weight`: 1 on damage, falling to exactly 0 around it;
 * `clean`: L* without the damage. `percent` of the picture is damaged.
 */
export type Damage = { weight: Plane; clean: Plane; percent: number };

/** Pixels the mask is grown by, and fades over: a scratch's rim is fainter than what the model dares to call damage. */
const rim = 2;

export async function findDamage({ session, description }: RepairModel, raster: Raster): Promise<Damage> {
  const { stride, maxShortSide } = description;
  const { width, height } = reducedSize(raster.width, raster.height, maxShortSide);
  const fed = padPlane(measureLightness(raster, width, height), stride);
  const { mask, clean } = await runOnLightness(session, fed, { mask: 1, clean: 1 });
  for (const output of [mask, clean]) {
    if (output.width !== fed.width || output.height !== fed.height) {
      throw new Error(`${description.name} gave a picture of another size than it was fed`);
    }
  }
  const damaged = markDamage(cropPlane(mask, width, height), description);
  const count = damaged.data.reduce((sum, value) => sum + value, 0);
  return {
    weight: growMask(damaged),
    clean: cropPlane(clean, width, height),
    percent: Math.round((count / damaged.data.length) * 10_000) / 100,
  };
}

/** Means of zeros and ones are exact, so what lies outside is exactly 0. */
function growMask(mask: Plane): Plane {
  const near = boxMean(mask, rim);
  return boxMean({ ...near, data: near.data.map((value) => (value > 0 ? 1 : 0)) }, rim);
}
