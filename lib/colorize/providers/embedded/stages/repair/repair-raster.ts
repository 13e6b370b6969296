import type { Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import { findDamage } from "./find-damage";
import type { RepairModel } from "./repair-model";
import { repairRows } from "./repair-rows";

/** `damagePercent` of the picture was damaged; `largestChange` of a sample, in 1/255 of white, is 0 when nothing changed. */
type Repaired = { damagePercent: number; largestChange: number };

/** Repairs a raster in place. */
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
