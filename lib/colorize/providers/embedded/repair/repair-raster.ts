import type { Raster } from "../pixels/raster";
import { findDamage } from "./find-damage";
import type { RepairModel } from "./repair-model";
import { repairRows } from "./repair-rows";

/** Repairs a raster in place. Returns the share of the picture that was damaged, in percent. */
export async function repairRaster(
  model: RepairModel,
  raster: Raster,
  onProgress: (share: number) => void,
): Promise<number> {
  const damage = await findDamage(model, raster);
  onProgress(0.8);
  if (damage.percent > 0) repairRows(raster, damage, (share) => onProgress(0.8 + share * 0.2));
  return damage.percent;
}
