import type { GraphOf } from "../../graphs/manifest-schema";
import type { GraphSession } from "../../graphs/run-graph";
import { runPicture } from "../../graphs/run-picture";
import { grayOfLightness, labOfRgb } from "../../pixels/convert-lab";
import type { Plane } from "../../pixels/raster";
import type { ColorModel } from "./color-model";

/** Per channel, red first: sRGB code value in [0, 1] = the graph's value × deviation + mean. */
const scales = {
  bytes: { mean: [0, 0, 0], deviation: [1 / 255, 1 / 255, 1 / 255] },
  imagenet: { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
} as const;

/** Wraps DeOldify: a square gray picture in, the picture in color out, whose lightness is ignored. */
export function createDeoldifyModel(session: GraphSession, graph: GraphOf<"deoldify">): ColorModel {
  const { mean, deviation } = scales[graph.values];
  const square = { width: graph.side, height: graph.side };
  return {
    sizeFor: () => square,
    async predict(lightness) {
      const gray = lightness.data.map(grayOfLightness);
      const channels = deviation.map((by, k) => gray.map((code) => (code - (mean[k] as number)) / by));
      const { plane, inferenceMs } = await runPicture(session, graph, channels, square, 3);
      const codes = (k: 0 | 1 | 2) => plane(k).data.map((value) => value * deviation[k] + mean[k]);
      return { ...readColor([codes(0), codes(1), codes(2)], plane(0)), inferenceMs };
    },
  };
}

type Rgb = [red: Float32Array, green: Float32Array, blue: Float32Array];

function readColor([red, green, blue]: Rgb, { width, height }: Plane): { a: Plane; b: Plane } {
  const a = new Float32Array(red.length);
  const b = new Float32Array(red.length);
  for (let i = 0; i < red.length; i++) {
    const lab = labOfRgb(red[i] as number, green[i] as number, blue[i] as number);
    a[i] = lab.a;
    b[i] = lab.b;
  }
  return { a: { data: a, width, height }, b: { data: b, width, height } };
}
