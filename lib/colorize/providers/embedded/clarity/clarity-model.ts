import { openSession } from "../models/open-session";
import type { ModelOf } from "../models/read-manifest";
import { runOnLightness } from "../models/run-on-lightness";
import type { Plane } from "../pixels/raster";

/** Makes one face clear. It is fed and gives L* 0..100, `side` × `side`, the face lying as `alignment` says (align-face.ts). */
export type ClarityModel = {
  side: number;
  alignment: "square" | "ffhq";
  restore(lightness: Plane): Promise<Plane>;
};

/** The graph `face-lightness`. */
export async function openClarityModel(
  weights: Buffer,
  { side }: ModelOf<"clarity">,
  threads: number,
): Promise<ClarityModel> {
  const session = await openSession(weights, threads);
  return {
    side,
    alignment: "square",
    restore: async (lightness) => (await runOnLightness(session, lightness, { clear: 1 })).clear,
  };
}
