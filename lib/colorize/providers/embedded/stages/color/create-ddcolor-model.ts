import type { GraphOf } from "../../graphs/manifest-schema";
import type { GraphSession } from "../../graphs/run-graph";
import { runPicture } from "../../graphs/run-picture";
import { grayOfLightness } from "../../pixels/convert-lab";

import type { ColorModel } from "./color-model";

/** Wraps DDColor: a square gray picture as sRGB 0..1 in, a and b out. */
export function createDdcolorModel(session: GraphSession, graph: GraphOf<"ddcolor">): ColorModel {
  const square = { width: graph.side, height: graph.side };
  return {
    sizeFor: () => square,
    async predict(lightness) {
      const gray = lightness.data.map(grayOfLightness);
      const { plane, inferenceMs } = await runPicture(session, graph, [gray, gray, gray], square, 2);
      return { a: plane(0), b: plane(1), inferenceMs };
    },
  };
}
