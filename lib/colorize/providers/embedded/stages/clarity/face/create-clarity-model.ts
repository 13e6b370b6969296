import type { ModelOf, ModelOfGraph } from "../../../graphs/manifest-schema";
import { type GraphSession, runOnLightness } from "../../../graphs/run-graph";
import type { ClarityModel } from "./clarity-model";
import { createGfpganModel, type DescribedSession } from "./create-gfpgan-model";

/** Wraps the studio's own graph. */
export function createFaceLightnessModel(
  session: GraphSession,
  { side }: ModelOfGraph<"face-lightness">,
): ClarityModel {
  return {
    side,
    alignment: "square",
    restore: async (lightness) => (await runOnLightness(session, lightness, { clear: 1 })).clear,
  };
}

/** The clarity model for the graph that the manifest describes. */
export function createClarityModel(session: DescribedSession, description: ModelOf<"clarity">): ClarityModel {
  switch (description.graph) {
    case "face-lightness":
      return createFaceLightnessModel(session, description);
    case "gfpgan":
      return createGfpganModel(session, description);
  }
}
