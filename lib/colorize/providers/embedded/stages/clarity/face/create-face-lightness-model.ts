import type { InferenceSession } from "onnxruntime-node";
import type { ModelOfGraph } from "../../../graphs/read-manifest";
import { runOnLightness } from "../../../graphs/run-on-lightness";
import type { ClarityModel } from "./clarity-model";

/** The studio's own graph. */
export function createFaceLightnessModel(
  session: InferenceSession,
  { side }: ModelOfGraph<"face-lightness">,
): ClarityModel {
  return {
    side,
    alignment: "square",
    restore: async (lightness) => (await runOnLightness(session, lightness, { clear: 1 })).clear,
  };
}
