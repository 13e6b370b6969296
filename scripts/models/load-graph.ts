import type { InferenceSession } from "onnxruntime-node";
import { openSession } from "../../lib/colorize/providers/embedded/graphs/open-session";
import { CommandError } from "../command-line";

/** @throws {CommandError} it is no graph that this onnxruntime loads */
export async function loadGraph(weights: Buffer): Promise<InferenceSession> {
  try {
    return await openSession(weights, 2);
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "";
    if (/external/i.test(reason)) {
      throw new CommandError("keeps its weights in a second file; save it as one file of at most 2 GB");
    }
    throw new CommandError(`can't be loaded as an ONNX graph (${reason.slice(0, 200)})`);
  }
}
