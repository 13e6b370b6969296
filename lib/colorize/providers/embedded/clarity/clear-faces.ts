import type { Face } from "../faces/find-faces";
import type { Raster } from "../pixels/raster";
import { alignFace } from "./align-face";
import { blendFace } from "./blend-face";
import type { ClarityModel } from "./clarity-model";
import { cutFace } from "./cut-face";

/** A crowd must not take longer than a job may. The surest are made clear, the others stay as they are. */
const maxFaces = 60;

/** Makes faces clear, in place: only their lightness changes. */
export async function clearFaces(
  model: ClarityModel,
  raster: Raster,
  faces: Face[],
  onFace: (share: number) => void,
): Promise<void> {
  const chosen = faces.slice(0, maxFaces);
  for (const [done, face] of chosen.entries()) {
    const alignment = alignFace(face, model);
    const fed = cutFace(raster, alignment, model.side);
    const clear = await model.restore(fed);
    blendFace(raster, alignment, { ...fed, data: clear.data.map((value, i) => value - (fed.data[i] as number)) });
    onFace((done + 1) / chosen.length);
  }
}
