import * as ort from "onnxruntime-node";
import type { Plane } from "../pixels/raster";

/** Channels one after the other, each a plane of width × height. */
export type Channels = { data: Float32Array; width: number; height: number };

/**
 * Feeds `lightness` [1,1,H,W] to a graph and gives the outputs asked for, by the number of channels each must have.
 * @throws {Error} an output is missing or has another shape
 */
export async function runOnLightness<Name extends string>(
  session: ort.InferenceSession,
  { data, width, height }: Plane,
  wanted: Record<Name, number>,
): Promise<Record<Name, Channels>> {
  const results = await session.run({ lightness: new ort.Tensor("float32", data, [1, 1, height, width]) });
  const read = (name: Name): [Name, Channels] => {
    const tensor = results[name];
    const [, channels, h, w] = tensor?.dims ?? [];
    if (!(tensor?.data instanceof Float32Array) || channels !== wanted[name] || !h || !w) {
      throw new Error(`the graph gave no float32 output ${name} with ${wanted[name]} channels`);
    }
    return [name, { data: tensor.data, width: w, height: h }];
  };
  return Object.fromEntries((Object.keys(wanted) as Name[]).map(read)) as Record<Name, Channels>;
}
