import type { Plane, Raster } from "../../../pixels/raster";
import type { Face } from "../../faces/face";
import { meanSize } from "../judge-gain";
import { type Alignment, alignFace } from "./align-face";
import type { ClarityModel } from "./clarity-model";
import { cutFace } from "./cut-face";

/** The difference to add to the L* of an aligned crop; `size` is its mean absolute value. */
export type FaceChange = { alignment: Alignment; difference: Plane; size: number };

/** Computes the change that makes a face clear, without applying it. */
export async function restoreFace(model: ClarityModel, raster: Raster, face: Face): Promise<FaceChange> {
  const alignment = alignFace(face, model);
  const fed = cutFace(raster, alignment, model.side);
  const clear = await model.restore(fed);
  const data = clear.data.map((value, i) => value - (fed.data[i] as number));
  return { alignment, difference: { ...fed, data }, size: meanSize(data) };
}
