import type { InferenceSession } from "onnxruntime-node";
import { openSession } from "../../graphs/open-session";
import type { ModelOf } from "../../graphs/read-manifest";

export type RepairModel = { session: InferenceSession; description: ModelOf<"repair"> };

export async function openRepairModel(
  weights: Buffer,
  description: ModelOf<"repair">,
  threads: number,
): Promise<RepairModel> {
  return { session: await openSession(weights, threads), description };
}
