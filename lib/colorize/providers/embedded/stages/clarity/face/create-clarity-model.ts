import type { InferenceSession } from "onnxruntime-node";
import type { ModelOf } from "../../../graphs/read-manifest";
import type { ClarityModel } from "./clarity-model";
import { createFaceLightnessModel } from "./create-face-lightness-model";
import { createGfpganModel } from "./create-gfpgan-model";

/** The clarity model of any graph. */
export function createClarityModel(session: InferenceSession, description: ModelOf<"clarity">): ClarityModel {
  switch (description.graph) {
    case "face-lightness":
      return createFaceLightnessModel(session, description);
    case "gfpgan":
      return createGfpganModel(session, description);
  }
}
