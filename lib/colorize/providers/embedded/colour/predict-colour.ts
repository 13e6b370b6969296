import * as ort from "onnxruntime-node";
import { modelSize } from "../models/model-size";
import { openSession } from "../models/open-session";
import type { ModelOf, Preset } from "../models/read-manifest";
import type { Plane } from "../pixels/raster";
import { resizePlane } from "../pixels/resize-plane";

export type ColourModel = { session: ort.InferenceSession; description: ModelOf<"colour"> };

/** @param threads how many one pass may use */
export async function openColourModel(
  weights: Buffer,
  description: ModelOf<"colour">,
  threads: number,
): Promise<ColourModel> {
  return { session: await openSession(weights, threads), description };
}

/**
 * a* and b* for a plane of lightness, at the same size: the mean of the preset's passes. `inferenceMs` is the graph's own share.
 * @param onPass called after each pass with the share done, 0..1
 */
export async function predictColour(
  model: ColourModel,
  lightness: Plane,
  preset: Preset,
  onPass: (share: number) => void,
): Promise<{ a: Plane; b: Plane; inferenceMs: number }> {
  const { width, height } = lightness;
  const a = { data: new Float32Array(width * height), width, height };
  const b = { data: new Float32Array(width * height), width, height };
  const passes = preset.shortSides.flatMap((shortSide) =>
    (preset.mirror ? [false, true] : [false]).map((mirrored) => ({ shortSide, mirrored })),
  );
  let inferenceMs = 0;
  for (const [done, { shortSide, mirrored }] of passes.entries()) {
    const size = modelSize(width, height, shortSide, model.description.input.stride);
    const input = resizePlane(lightness, size.width, size.height);
    const output = await runPass(model, mirrored ? mirror(input) : input);
    inferenceMs += output.inferenceMs;
    for (const [sum, plane] of [[a, output.a] as const, [b, output.b] as const]) {
      const full = resizePlane(mirrored ? mirror(plane) : plane, width, height).data;
      for (let i = 0; i < full.length; i++) {
        sum.data[i] = (sum.data[i] as number) + (full[i] as number) / passes.length;
      }
    }
    onPass((done + 1) / passes.length);
  }
  return { a, b, inferenceMs };
}

async function runPass({ session, description }: ColourModel, lightness: Plane) {
  const { input, output } = description;
  const fed = lightness.data.map((value) => value * input.scale + input.offset);
  const tensor = new ort.Tensor("float32", fed, [1, 1, lightness.height, lightness.width]);
  const started = performance.now();
  const result = (await session.run({ [input.name]: tensor }))[output.name];
  const inferenceMs = performance.now() - started;
  const [, channels, height, width] = result?.dims ?? [];
  if (!result || channels !== 2 || !height || !width || !(result.data instanceof Float32Array)) {
    throw new Error(`${description.name} gave no float32 output ${output.name} of shape ${output.shape}`);
  }
  const values = output.scale === 1 ? result.data : result.data.map((value) => value * output.scale);
  const size = width * height;
  return {
    a: { data: values.subarray(0, size), width, height },
    b: { data: values.subarray(size, 2 * size), width, height },
    inferenceMs,
  };
}

function mirror({ data, width, height }: Plane): Plane {
  const flipped = data.slice();
  for (let y = 0; y < height; y++) flipped.subarray(y * width, (y + 1) * width).reverse();
  return { data: flipped, width, height };
}
