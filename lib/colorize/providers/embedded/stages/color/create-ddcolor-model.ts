import type { InferenceSession } from "onnxruntime-node";
import type { ModelOfGraph } from "../../graphs/read-manifest";
import { runPicture } from "../../graphs/run-picture";
import { greyOfLightness } from "../../pixels/gray-of-lightness";
import type { Plane } from "../../pixels/raster";
import type { ColourModel } from "./color-model";

/** DDColor: the grey picture in a square as sRGB 0..1, a and b out. */
export function createDdcolorModel(session: InferenceSession, graph: ModelOfGraph<"ddcolor">): ColourModel {
  const square = { width: graph.side, height: graph.side };
  return {
    sizeFor: () => square,
    async predict(lightness) {
      const grey = lightness.data.map(greyOfLightness);
      const { planes, inferenceMs } = await runPicture(session, graph, [grey, grey, grey], square, 2);
      const [a, b] = planes as [Plane, Plane];
      return { a, b, inferenceMs };
    },
  };
}
