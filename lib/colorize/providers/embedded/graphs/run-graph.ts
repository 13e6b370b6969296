import type { InferenceSession } from "onnxruntime-node";
import * as ort from "onnxruntime-node";
import type { Plane } from "../pixels/raster";
import { callNative } from "./native-lock";

/** Channels one after the other, each a plane of width × height. */
export type Channels = { data: Float32Array; width: number; height: number };

/**
 * Runs a graph and gives the outputs asked for, by the number of channels each must have.
 * @throws {Error} an output is missing, is not float32, has another shape, or numbers that are none
 */
export async function runGraph<Name extends string>(
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
  wanted: Record<Name, number>,
): Promise<Record<Name, Channels>> {
  const names = Object.keys(wanted) as Name[];
  const results = await callNative(() => session.run(feeds, names));
  const read = (name: Name): [Name, Channels] => {
    const tensor = results[name];
    const [, channels, height, width] = tensor?.dims ?? [];
    if (!(tensor?.data instanceof Float32Array) || channels !== wanted[name] || !height || !width) {
      throw new Error(`the graph gave no float32 output ${name} with ${wanted[name]} channels`);
    }
    if (!allFinite(tensor.data)) throw new Error(`the graph gave no finite numbers as ${name}`);
    return [name, { data: tensor.data, width, height }];
  };
  return Object.fromEntries(names.map(read)) as Record<Name, Channels>;
}

/** Times zero, only what is infinite or no number doesn't vanish: painted, it would be black. */
function allFinite(data: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += (data[i] as number) * 0;
  return sum === 0;
}

/** Planes of one size as [1,C,H,W]. */
export function toTensor(planes: Float32Array[], { width, height }: Pick<Plane, "width" | "height">): ort.Tensor {
  const data = new Float32Array(planes.length * width * height);
  planes.forEach((plane, k) => void data.set(plane, k * width * height));
  return new ort.Tensor("float32", data, [1, planes.length, height, width]);
}

/** Feeds `lightness` [1,1,H,W] to a graph of the studio's own; else as `runGraph`. */
export const runOnLightness = <Name extends string>(
  session: InferenceSession,
  lightness: Plane,
  wanted: Record<Name, number>,
): Promise<Record<Name, Channels>> => runGraph(session, { lightness: toTensor([lightness.data], lightness) }, wanted);
