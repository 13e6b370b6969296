import type { GraphOf } from "../../graphs/manifest-schema";
import { modelSize } from "../../graphs/model-size";
import type { GraphSession } from "../../graphs/run-graph";
import { runPicture } from "../../graphs/run-picture";
import type { Plane } from "../../pixels/raster";
import type { ColorModel } from "./color-model";

/** Wraps the studio's own graphs: L* in, a and b out, at any size. */
export function createLightnessToAbModel(
  session: GraphSession,
  { input, output }: GraphOf<"lightness-to-ab">,
): ColorModel {
  const graph = { input: input.name, output: output.name };
  return {
    sizeFor: ({ width, height }, shortSide) => modelSize(width, height, shortSide, input.stride),
    async predict(lightness) {
      const fed = lightness.data.map((value) => value * input.scale + input.offset);
      const { plane, inferenceMs } = await runPicture(session, graph, [fed], lightness, 2);
      return { a: scale(plane(0), output.scale), b: scale(plane(1), output.scale), inferenceMs };
    },
  };
}

function scale(plane: Plane, by: number): Plane {
  return by === 1 ? plane : { ...plane, data: plane.data.map((value) => value * by) };
}
