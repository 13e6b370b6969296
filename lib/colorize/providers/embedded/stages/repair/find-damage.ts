import { reducedSize } from "../../graphs/model-size";
import type { GraphModel } from "../../graphs/open-session";
import { runOnLightness } from "../../graphs/run-graph";
import { measureLightness } from "../../pixels/measure-lightness";
import { cropPlane, padPlane } from "../../pixels/pad-plane";
import type { Plane, Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import { growMask } from "./grow-mask";
import { keepDamage } from "./keep-damage";

export type RepairModel = GraphModel<"repair">;

import { markDamage, sureFor } from "./mark-damage";

/**
 * The damage of a photo, at the size that the model works with. `weight` is 1 on damage and falls to exactly 0 around it; `clean` is
 * L* without the damage; `percent` is the damaged share of the picture.
 */
export type Damage = { weight: Plane; clean: Plane; percent: number };

/**
 * Finds scratches, stains and tears without changing the raster.
 * @param faces in pixels of the photo; `keepDamage` spares them
 */
export async function findDamage(
  { session, description }: RepairModel,
  raster: Raster,
  faces: readonly Face[],
): Promise<Damage> {
  const { stride, maxShortSide } = description;
  const { width, height } = reducedSize(raster.width, raster.height, maxShortSide);
  const fed = padPlane(measureLightness(raster, width, height), stride);
  const { mask, clean } = await runOnLightness(session, fed, { mask: 1, clean: 1 });
  for (const output of [mask, clean]) {
    if (output.width !== fed.width || output.height !== fed.height) {
      throw new Error(`${description.name} returned a picture of another size than its input`);
    }
  }
  const sure = sureFor(description.sure, width, height);
  const marked = markDamage(cropPlane(mask, width, height), { threshold: description.threshold, sure });
  const boxes = faces.map((face) => scaleBox(face, width / raster.width, height / raster.height));
  keepDamage(marked, cropPlane(fed, width, height), boxes);
  const count = marked.data.reduce((sum, bit) => sum + bit, 0);
  return {
    weight: growMask(marked),
    clean: cropPlane(clean, width, height),
    percent: Math.round((count / marked.data.length) * 10_000) / 100,
  };
}

const scaleBox = ({ center, width, height }: Face, across: number, down: number) => ({
  center: { x: center.x * across, y: center.y * down },
  width: width * across,
  height: height * down,
});
