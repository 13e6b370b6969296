import type { InferenceSession } from "onnxruntime-node";
import { openSession } from "../../graphs/open-session";
import type { ModelOf } from "../../graphs/read-manifest";

export type FacesModel = { session: InferenceSession; description: ModelOf<"faces"> };

export async function openFacesModel(
  weights: Buffer,
  description: ModelOf<"faces">,
  threads: number,
): Promise<FacesModel> {
  return { session: await openSession(weights, threads), description };
}
