import type { ColorGraph } from "../../graphs/manifest-schema";
import type { GraphSession } from "../../graphs/run-graph";
import type { ColorModel } from "./color-model";
import { createDdcolorModel } from "./create-ddcolor-model";
import { createDeoldifyModel } from "./create-deoldify-model";
import { createLightnessToAbModel } from "./create-lightness-to-ab-model";

/** The color model for a graph as the manifest or a model server describes it. */
export function createColorModel(session: GraphSession, description: ColorGraph): ColorModel {
  switch (description.graph) {
    case "lightness-to-ab":
      return createLightnessToAbModel(session, description);
    case "ddcolor":
      return createDdcolorModel(session, description);
    case "deoldify":
      return createDeoldifyModel(session, description);
  }
}
