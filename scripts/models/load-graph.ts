import type { InferenceSession } from "onnxruntime-node";
import { openSession, type Weights } from "../../lib/colorize/providers/embedded/graphs/open-session";
import { AppError } from "../../lib/errors/app-error";
import { CommandError } from "../command-line";

/** @throws {CommandError} it is no graph that this onnxruntime loads */
export async function loadGraph(weights: Weights): Promise<InferenceSession> {
  try {
    return await openSession(weights, 2);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "";
    throw new CommandError(`can't be loaded as an ONNX graph (${reason.slice(0, 200)})`);
  }
}
