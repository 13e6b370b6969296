import type { InferenceSession } from "onnxruntime-node";
import type { ManifestModel } from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import type { Plane } from "../../lib/colorize/providers/embedded/pixels/raster";
import { createClarityModel } from "../../lib/colorize/providers/embedded/stages/clarity/face/create-clarity-model";
import { createColorModel } from "../../lib/colorize/providers/embedded/stages/color/create-color-model";
import { CommandError } from "../command-line";

/** Further from gray than any color of sRGB. */
const mostChroma = 150;

/**
 * Runs a graph once, as the engine would, on a picture that goes from black to white.
 * @throws {CommandError} what comes out can't be color, or lightness
 */
export async function tryModel(session: InferenceSession, model: ManifestModel): Promise<void> {
  if (model.role === "color") {
    const color = createColorModel(session, model);
    const { a, b } = await color.predict(ramp(color.sizeFor({ width: 256, height: 256 }, 256)));
    refuseBeyond(a, mostChroma);
    refuseBeyond(b, mostChroma);
  }
  if (model.role === "clarity") {
    const { side, restore } = createClarityModel(session, model);
    refuseBeyond(await restore(ramp({ width: side, height: side })), 101);
  }
}

function ramp({ width, height }: { width: number; height: number }): Plane {
  return { data: Float32Array.from({ length: width * height }, (_, i) => ((i % width) * 100) / width), width, height };
}

function refuseBeyond({ data }: Plane, limit: number): void {
  const wrong = data.find((value) => !(Math.abs(value) <= limit));
  if (wrong !== undefined) throw new CommandError(`gives numbers that can't be right, such as ${wrong}`);
}
