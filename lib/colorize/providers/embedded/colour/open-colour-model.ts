import { openSession } from "../models/open-session";
import type { ModelOf } from "../models/read-manifest";
import type { ColourModel } from "./colour-model";
import { createDdcolorModel } from "./create-ddcolor-model";
import { createDeoldifyModel } from "./create-deoldify-model";
import { createLightnessToAbModel } from "./create-lightness-to-ab-model";

/** Loads a colour network of any graph. @param threads how many one pass may use */
export async function openColourModel(
  weights: Buffer,
  description: ModelOf<"colour">,
  threads: number,
): Promise<ColourModel> {
  const session = await openSession(weights, threads);
  switch (description.graph) {
    case "lightness-to-ab":
      return createLightnessToAbModel(session, description);
    case "ddcolor":
      return createDdcolorModel(session, description);
    case "deoldify":
      return createDeoldifyModel(session, description);
  }
}
