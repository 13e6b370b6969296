import { boxMean } from "../../pixels/box-mean";
import type { Plane } from "../../pixels/raster";
import type { Bits } from "./measure-depth";

const growthShare = 1 / 512;

/** Pixels by which a mask of this size grows and over which it fades: 1 up to a short side of 767, 2 at 1,024. */
export const growthFor = (width: number, height: number): number =>
  Math.max(1, Math.round(growthShare * Math.min(width, height)));

/**
 * 1 on damage, falling to exactly 0 around it (means of zeros and ones are exact). The mask grows because the rim of a scratch is
 * fainter than what the model marks.
 */
export function growMask({ data, width, height }: Bits): Plane {
  const reach = growthFor(width, height);
  const near = boxMean({ data: Float32Array.from(data), width, height }, reach);
  return boxMean({ ...near, data: near.data.map((value) => (value > 0 ? 1 : 0)) }, reach);
}
