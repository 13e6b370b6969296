import { availableParallelism } from "node:os";
import { openEngine } from "../../../lib/colorize/providers/embedded/engine/open-engine";
import type { ModelsPlace } from "../../../lib/colorize/providers/embedded/graphs/locate-models";
import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { colorRaster } from "../../../lib/colorize/providers/embedded/stages/color/color-raster";
import { paintRows } from "../../../lib/colorize/providers/embedded/stages/color/paint-rows";
import type { Model } from "../../../lib/contract/order";

export type Coloring = {
  name: "gray" | Model;
  /** Name and short hash of the weights; null where there are none. */
  modelTag: string | null;
  /** The photo painted; what is given stays as it is. */
  color(photo: Raster): Promise<Raster>;
};

/**
 * The gray copy and the models, as the engine paints them.
 * @param names which models, in that order; all there are when none is named
 * @throws {AppError} not_configured when a model isn't there or doesn't match its hash
 */
export async function openColorings(place: ModelsPlace, names: Model[]): Promise<Coloring[]> {
  const engine = await openEngine({ ...place, threads: Math.min(4, availableParallelism()) });
  const colorings: Coloring[] = [{ name: "gray", modelTag: null, color: onCopy(paintGray) }];
  for (const name of names.length > 0 ? names : engine.presets) {
    const { model, preset, modelTag } = await engine.prepare(name);
    const paint = (raster: Raster) => colorRaster(model, raster, { preset, strength: 1 }, () => {});
    colorings.push({ name, modelTag, color: onCopy(paint) });
  }
  return colorings;
}

/** What strength 0 gives: the engine's own gray, so that a model's gain is its color's alone. */
function paintGray(raster: Raster): void {
  paintRows(raster, { data: new Float32Array(4), width: 1, height: 1 }, () => {});
}

/** The engine paints in place. `slice` would not do: of a Buffer it is the same memory. */
function onCopy(paint: (raster: Raster) => unknown): Coloring["color"] {
  return async (photo) => {
    const copy = { ...photo, pixels: new Uint8Array(photo.pixels) };
    await paint(copy);
    return copy;
  };
}
