import type { InferenceSession } from "onnxruntime-node";
import type { ManifestModel } from "../../lib/colorize/providers/embedded/graphs/manifest-schema";
import type { Plane } from "../../lib/colorize/providers/embedded/pixels/raster";
import { createClarityModel } from "../../lib/colorize/providers/embedded/stages/clarity/face/create-clarity-model";
import { createColorModel } from "../../lib/colorize/providers/embedded/stages/color/create-color-model";
import { createInpaintModel } from "../../lib/colorize/providers/embedded/stages/repair/fill/create-inpaint-model";
import type { InpaintModel } from "../../lib/colorize/providers/embedded/stages/repair/fill/inpaint-model";
import { CommandError } from "../command-line";

/** In L*, on the average: half of what the white square of the trial is off. */
const mostOff = 25;
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
  if (model.role === "inpaint") await tryFilling(createInpaintModel(session, model));
}

/** The ramp with a white square on it, which must be gone afterward. */
async function tryFilling({ side, fill }: InpaintModel): Promise<void> {
  const truth = ramp({ width: side, height: side });
  const isInside = (at: number) => Math.abs(at - side / 2) < side / 16;
  const hole = Uint8Array.from(truth.data, (_, at) => (isInside(at % side) && isInside(Math.floor(at / side)) ? 1 : 0));
  const damaged = truth.data.map((value, at) => (hole[at] ? 100 : value));
  const filled = await fill({ ...truth, data: damaged }, hole);
  let [sum, count] = [0, 0];
  for (const [at, bit] of hole.entries()) {
    if (bit === 0) continue;
    sum += Math.abs((filled.data[at] as number) - (truth.data[at] as number));
    count++;
  }
  const off = Math.round(sum / count);
  if (off > mostOff) throw new CommandError(`fills a hole with what can't be right: ${off} L* from what is around it`);
}

function ramp({ width, height }: { width: number; height: number }): Plane {
  return { data: Float32Array.from({ length: width * height }, (_, i) => ((i % width) * 100) / width), width, height };
}

function refuseBeyond({ data }: Plane, limit: number): void {
  const wrong = data.find((value) => !(Math.abs(value) <= limit));
  if (wrong !== undefined) throw new CommandError(`gives numbers that can't be right, such as ${wrong}`);
}
