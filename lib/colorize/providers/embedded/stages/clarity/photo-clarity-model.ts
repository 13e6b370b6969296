import type { InferenceSession } from "onnxruntime-node";
import { openSession } from "../../graphs/open-session";
import type { ModelOf } from "../../graphs/read-manifest";

export type PhotoClarityModel = { session: InferenceSession; description: ModelOf<"photo-clarity"> };

export async function openPhotoClarityModel(
  weights: Buffer,
  description: ModelOf<"photo-clarity">,
  threads: number,
): Promise<PhotoClarityModel> {
  return { session: await openSession(weights, threads), description };
}
