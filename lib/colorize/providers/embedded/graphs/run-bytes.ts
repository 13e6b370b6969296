import * as ort from "onnxruntime-node";
import { callNative } from "./native-lock";

/** Planes of bytes, width × height each, one after the other. */
export type ByteChannels = { data: Uint8Array; width: number; height: number };

/** Planes of bytes as a tensor [1,C,H,W] of uint8. */
export const toByteTensor = ({ data, width, height }: ByteChannels): ort.Tensor =>
  new ort.Tensor("uint8", data, [1, data.length / (width * height), height, width]);

/**
 * Runs a graph whose pictures are bytes.
 * @param channels the number that the output must have
 * @throws {Error} when the output is missing, is not uint8 or has another shape
 */
export async function runBytes(
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
  output: string,
  channels: number,
): Promise<ByteChannels> {
  const results = await callNative(() => session.run(feeds, [output]));
  const tensor = results[output];
  const [, found, height, width] = tensor?.dims ?? [];
  if (!(tensor?.data instanceof Uint8Array) || found !== channels || !height || !width) {
    throw new Error(`the graph gave no uint8 output ${output} with ${channels} channels`);
  }
  return { data: tensor.data, width, height };
}
