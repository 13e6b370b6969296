import * as ort from "onnxruntime-node";
import type { Plane } from "../pixels/raster";

/** The tensors of a graph by name; `also` is fed beside the picture. */
export type PictureGraph = { input: string; output: string; also?: Record<string, ort.Tensor> };

/**
 * One pass of a graph that takes a picture [1,C,H,W] and gives one, both float32.
 * @param channels planes of one size, one per channel
 * @throws {Error} the output is missing or has another number of channels than `wanted`
 */
export async function runPicture(
  session: ort.InferenceSession,
  { input, output, also }: PictureGraph,
  channels: Float32Array[],
  { width, height }: Pick<Plane, "width" | "height">,
  wanted: number,
): Promise<{ planes: Plane[]; inferenceMs: number }> {
  const fed = new Float32Array(channels.length * width * height);
  channels.forEach((channel, k) => void fed.set(channel, k * width * height));
  const tensor = new ort.Tensor("float32", fed, [1, channels.length, height, width]);
  const started = performance.now();
  const result = (await session.run({ ...also, [input]: tensor }, [output]))[output];
  const inferenceMs = performance.now() - started;
  const [, count, rows, columns] = result?.dims ?? [];
  const values: unknown = result?.data;
  if (!(values instanceof Float32Array) || count !== wanted || !rows || !columns) {
    throw new Error(`the graph gave no float32 output ${output} with ${wanted} channels`);
  }
  const size = rows * columns;
  const plane = (k: number) => ({ data: values.subarray(k * size, (k + 1) * size), width: columns, height: rows });
  return { planes: Array.from({ length: count }, (_, k) => plane(k)), inferenceMs };
}
