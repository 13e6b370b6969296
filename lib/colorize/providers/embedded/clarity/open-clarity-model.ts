import { openSession } from "../models/open-session";
import type { ModelOf } from "../models/read-manifest";
import type { ClarityModel } from "./clarity-model";
import { createFaceLightnessModel } from "./create-face-lightness-model";
import { createGfpganModel } from "./create-gfpgan-model";

/** @param threads how many one face may use */
export async function openClarityModel(
  weights: Buffer,
  description: ModelOf<"clarity">,
  threads: number,
): Promise<ClarityModel> {
  const session = await openSession(weights, threads);
  switch (description.graph) {
    case "face-lightness":
      return createFaceLightnessModel(session, description);
    case "gfpgan":
      return createGfpganModel(session, description);
  }
}
