import type { Tensor } from "onnxruntime-common";
import type { Plane } from "../pixels/raster";
import { type Channels, type GraphSession, runGraph, toTensor } from "./run-graph";

/** Names of a graph's input and output; `also` are further inputs beside the picture. */
export type PictureGraph = { input: string; output: string; also?: Record<string, Tensor> };

/**
 * Runs a graph that takes a picture [1,C,H,W] and returns one, both float32.
 * @param channels planes of equal size, one per channel
 * @param wanted the number of channels that the output must have; `plane` gives them by index
 * @throws {Error} when the output is missing or does not have `wanted` channels
 */
export async function runPicture(
  session: GraphSession,
  { input, output, also }: PictureGraph,
  channels: Float32Array[],
  size: Pick<Plane, "width" | "height">,
  wanted: number,
): Promise<{ plane: (k: number) => Plane; inferenceMs: number }> {
  const feeds = { ...also, [input]: toTensor(channels, size) };
  const started = performance.now();
  const outputs = await runGraph(session, feeds, { [output]: wanted });
  const inferenceMs = performance.now() - started;
  const { data, width, height } = outputs[output] as Channels;
  const plane = (k: number) => ({ data: data.subarray(k * width * height, (k + 1) * width * height), width, height });
  return { plane, inferenceMs };
}
