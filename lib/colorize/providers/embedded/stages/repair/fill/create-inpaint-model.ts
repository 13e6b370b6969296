import type { InferenceSession } from "onnxruntime-node";
import type { ModelOf, ModelOfGraph } from "../../../graphs/manifest-schema";
import { runBytes, toByteTensor } from "../../../graphs/run-bytes";
import { toTensor } from "../../../graphs/run-graph";
import { runPicture } from "../../../graphs/run-picture";
import { grayOfLightness, labOfRgb } from "../../../pixels/convert-lab";
import type { Plane } from "../../../pixels/raster";
import type { InpaintModel } from "./inpaint-model";

/**
 * By the arithmetic of one square of 512 pixels: about 220 thousand million multiplications for LaMa, which is 2 to 5 seconds of two
 * cores, and 11 thousand million for MI-GAN. So many of them stay well within PROVIDER_TIMEOUT_SECONDS as it comes.
 */
const mostWindows = { lama: 12, migan: 48 };

/** The inpainter for the graph that the manifest describes. */
export function createInpaintModel(session: InferenceSession, description: ModelOf<"inpaint">): InpaintModel {
  const model = description.graph === "lama" ? createLama(session, description) : createMigan(session, description);
  return {
    ...model,
    async fill(lightness, hole) {
      const filled = await model.fill(lightness, hole);
      if (filled.width !== lightness.width || filled.height !== lightness.height) {
        throw new Error(`${description.name} returned a picture of another size than its input`);
      }
      return filled;
    },
  };
}

function createLama(session: InferenceSession, graph: ModelOfGraph<"lama">): InpaintModel {
  const top = graph.values === "bytes" ? 255 : 1;
  return {
    side: graph.side,
    mostWindows: mostWindows.lama,
    async fill(lightness, hole) {
      const gray = lightness.data.map(grayOfLightness);
      const also = { [graph.mask]: toTensor([Float32Array.from(hole)], lightness) };
      const { plane } = await runPicture(session, { ...graph, also }, [gray, gray, gray], lightness, 3);
      const [red, green, blue] = [plane(0), plane(1), plane(2)];
      return toLightness([red.data, green.data, blue.data], top, red);
    },
  };
}

function createMigan(session: InferenceSession, { input, mask, output, side }: ModelOfGraph<"migan">): InpaintModel {
  return {
    side,
    mostWindows: mostWindows.migan,
    async fill({ data, width, height }, hole) {
      const gray = Uint8Array.from(data, (value) => Math.round(grayOfLightness(value) * 255));
      const picture = new Uint8Array(gray.length * 3);
      for (const k of [0, 1, 2]) picture.set(gray, k * gray.length);
      const known = hole.map((bit) => (bit ? 0 : 255));
      const feeds = {
        [input]: toByteTensor({ data: picture, width, height }),
        [mask]: toByteTensor({ data: known, width, height }),
      };
      const filled = await runBytes(session, feeds, output, 3);
      const size = filled.width * filled.height;
      const [red, green, blue] = [0, 1, 2].map((k) => filled.data.subarray(k * size, (k + 1) * size));
      return toLightness([red, green, blue] as [Uint8Array, Uint8Array, Uint8Array], 255, filled);
    },
  };
}

type Codes = Float32Array | Uint8Array;

/** L* of sRGB code values from 0 to `top`; those beyond are clipped. */
function toLightness([red, green, blue]: [Codes, Codes, Codes], top: number, { width, height }: Omit<Plane, "data">) {
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) {
    data[i] = labOfRgb((red[i] as number) / top, (green[i] as number) / top, (blue[i] as number) / top).l;
  }
  return { data, width, height };
}
