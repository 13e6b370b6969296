import * as ort from "onnxruntime-node";
import type { Plane } from "../pixels/raster";

/** Channels one after the other, each a plane of width × height. */
export type Channels = { data: Float32Array; width: number; height: number };

/**
 * Runs a graph and gives the outputs asked for, by the number of channels each must have.
 * @throws {Error} an output is missing, is not float32 or has another shape
 */
export async function runGraph<Name extends string>(
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
  wanted: Record<Name, number>,
): Promise<Record<Name, Channels>> {
  const names = Object.keys(wanted) as Name[];
  const results = await session.run(feeds, names);
  const read = (name: Name): [Name, Channels] => {
    const tensor = results[name];
    const [, channels, height, width] = tensor?.dims ?? [];
    if (!(tensor?.data instanceof Float32Array) || channels !== wanted[name] || !height || !width) {
      throw new Error(`the graph gave no float32 output ${name} with ${wanted[name]} channels`);
    }
    return [name, { data: tensor.data, width, height }];
  };
  return Object.fromEntries(names.map(read)) as Record<Name, Channels>;
}

/** Planes of one size as [1,C,H,W]. */
export function toTensor(planes: Float32Array[], { width, height }: Pick<Plane, "width" | "height">): ort.Tensor {
  const data = new Float32Array(planes.length * width * height);
  planes.forEach((plane, k) => void data.set(plane, k * width * height));
  return new ort.Tensor("float32", data, [1, planes.length, height, width]);
}
