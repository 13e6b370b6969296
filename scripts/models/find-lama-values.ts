import type { InferenceSession } from "onnxruntime-node";
import type { ModelOfGraph } from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import { toTensor } from "../../lib/colorize/providers/embedded/graphs/run-graph";
import { runPicture } from "../../lib/colorize/providers/embedded/graphs/run-picture";

/** Fed 0..1 in any case, an export that answers in 0..1 too does not answer a light gray with more than a little above 1. */
export async function findLamaValues(
  session: InferenceSession,
  model: ModelOfGraph<"lama">,
): Promise<"bytes" | "unit"> {
  const square = { width: model.side, height: model.side };
  const gray = new Float32Array(model.side ** 2).fill(0.75);
  const hole = Float32Array.from(gray, (_, at) => (at % model.side < model.side / 16 ? 1 : 0));
  const also = { [model.mask]: toTensor([hole], square) };
  const { plane } = await runPicture(session, { ...model, also }, [gray, gray, gray], square, 3);
  const highest = plane(0).data.reduce((top, value) => Math.max(top, value), 0);
  return highest > 4 ? "bytes" : "unit";
}
