import type { GraphOf } from "./manifest-schema";
import type { GraphSession } from "./run-graph";
import { runPicture } from "./run-picture";

/** DeOldify's last layer reaches from −3 to 3; only an export that also turns that into 0..255 answers gray with more. */
export async function findDeoldifyValues(
  session: GraphSession,
  model: GraphOf<"deoldify">,
): Promise<"bytes" | "imagenet"> {
  const square = { width: model.side, height: model.side };
  const gray = new Float32Array(model.side ** 2).fill(128);
  const { plane } = await runPicture(session, model, [gray, gray, gray], square, 3);
  const highest = Math.max(...[0, 1, 2].map((k) => plane(k).data.reduce((top, value) => Math.max(top, value), 0)));
  return highest > 4 ? "bytes" : "imagenet";
}
