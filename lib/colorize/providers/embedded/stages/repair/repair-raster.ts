import type { Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import type { RepairModel } from "./find-damage";
import { findDamage } from "./find-damage";
import { repairRows } from "./repair-rows";

/** The damaged share of the picture in percent, and the largest change of a sample in 1/255 of white (0: nothing changed). */
type Repaired = { damagePercent: number; largestChange: number };

/** Repairs a raster in place. `onProgress` gets the finished share in [0, 1]. */
export async function repairRaster(
  model: RepairModel,
  raster: Raster,
  faces: readonly Face[],
  onProgress: (share: number) => void,
): Promise<Repaired> {
  const damage = await findDamage(model, raster, faces);
  onProgress(0.8);
  const { percent } = damage;
  const largestChange = percent > 0 ? repairRows(raster, damage, (share) => onProgress(0.8 + share * 0.2)) : 0;
  return { damagePercent: percent, largestChange };
}
