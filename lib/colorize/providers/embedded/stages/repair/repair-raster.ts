import type { Raster } from "../../pixels/raster";
import type { Face } from "../faces/face";
import { fillWindows } from "./fill/fill-windows";
import type { InpaintModel } from "./fill/inpaint-model";
import type { RepairModel } from "./find-damage";
import { findDamage } from "./find-damage";
import { repairRows } from "./repair-rows";

/** The damaged share of the picture in percent, and the largest change of a sample in 1/255 of white (0: nothing changed). */
type Repaired = { damagePercent: number; largestChange: number };

/** What finds the damage, and what fills it; without `inpaint` the first does both. */
export type RepairModels = { repair: RepairModel; inpaint: InpaintModel | null };

/** Repairs a raster in place. `onProgress` gets the finished share in [0, 1]. */
export async function repairRaster(
  { repair, inpaint }: RepairModels,
  raster: Raster,
  faces: readonly Face[],
  onProgress: (share: number) => void,
): Promise<Repaired> {
  const damage = await findDamage(repair, raster, faces);
  const { percent: damagePercent, weight, clean } = damage;
  const found = inpaint ? 0.3 : 0.8;
  onProgress(found);
  if (damagePercent === 0) return { damagePercent, largestChange: 0 };
  const onFilled = (share: number) => onProgress(found + share * (1 - found));
  if (inpaint) return { damagePercent, largestChange: await fillWindows(inpaint, raster, damage, onFilled) };
  const all = { left: 0, top: 0, right: raster.width, bottom: raster.height };
  const largestChange = repairRows(raster, weight, { filling: { light: clean, ...all }, within: all }, onFilled);
  return { damagePercent, largestChange };
}
