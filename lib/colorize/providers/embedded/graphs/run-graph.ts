import { Tensor } from "onnxruntime-common";
import type { Plane } from "../pixels/raster";
import { callNative } from "./native-lock";

/** The least that a session has to offer: it runs a graph and gives the outputs of these names. */
export type GraphSession = {
  run(feeds: Record<string, Tensor>, names: string[]): Promise<Record<string, Tensor>>;
};

/** Planes of width × height, one after the other. */
export type Channels = { data: Float32Array; width: number; height: number };

/**
 * Runs a graph and returns the requested outputs.
 * @param wanted the number of channels that each output must have, by name
 * @throws {Error} when an output is missing, is not float32, has another shape, or contains NaN or infinity
 */
export async function runGraph<Name extends string>(
  session: GraphSession,
  feeds: Record<string, Tensor>,
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

/** NaN and infinity would be painted black. Only they do not become 0 when multiplied by 0. */
function allFinite(data: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += (data[i] as number) * 0;
  return sum === 0;
}

/** Planes of equal size as a tensor [1,C,H,W]. */
export function toTensor(planes: Float32Array[], { width, height }: Pick<Plane, "width" | "height">): Tensor {
  const data = new Float32Array(planes.length * width * height);
  planes.forEach((plane, k) => void data.set(plane, k * width * height));
  return new Tensor("float32", data, [1, planes.length, height, width]);
}

/** Runs one of the studio's own graphs, which take `lightness` [1,1,H,W]; otherwise like `runGraph`. */
export const runOnLightness = <Name extends string>(
  session: GraphSession,
  lightness: Plane,
  wanted: Record<Name, number>,
): Promise<Record<Name, Channels>> => runGraph(session, { lightness: toTensor([lightness.data], lightness) }, wanted);
