import { availableParallelism } from "node:os";
import { colourRaster } from "../../lib/colorize/providers/embedded/colour/colour-raster";
import { paintRows } from "../../lib/colorize/providers/embedded/colour/paint-rows";
import { openEngine } from "../../lib/colorize/providers/embedded/models/open-engine";
import type { ModelsPlace } from "../../lib/colorize/providers/embedded/models/select-models";
import type { Raster } from "../../lib/colorize/providers/embedded/pixels/raster";
import type { Model } from "../../lib/contract/order";

export type Colouring = {
  name: "grey" | Model;
  /** Name and short hash of the weights; null where there are none. */
  modelTag: string | null;
  /** The photo painted; what is given stays as it is. */
  colour(photo: Raster): Promise<Raster>;
};

/**
 * The grey copy and the models, as the engine paints them.
 * @param names which models, in that order; all there are when none is named
 * @throws {AppError} not_configured when a model isn't there or doesn't match its hash
 */
export async function openColourings(place: ModelsPlace, names: Model[]): Promise<Colouring[]> {
  const engine = await openEngine({ ...place, threads: Math.min(4, availableParallelism()) });
  const colourings: Colouring[] = [{ name: "grey", modelTag: null, colour: onCopy(paintGrey) }];
  for (const name of names.length > 0 ? names : engine.presets) {
    const { model, preset, modelTag } = await engine.prepare(name);
    const paint = (raster: Raster) => colourRaster(model, raster, { preset, strength: 1 }, () => {});
    colourings.push({ name, modelTag, colour: onCopy(paint) });
  }
  return colourings;
}

/** What strength 0 gives: the engine's own grey, so that a model's gain is its colour's alone. */
function paintGrey(raster: Raster): void {
  paintRows(raster, { data: new Float32Array(4), width: 1, height: 1 }, () => {});
}

/** The engine paints in place. `slice` would not do: of a Buffer it is the same memory. */
function onCopy(paint: (raster: Raster) => unknown): Colouring["colour"] {
  return async (photo) => {
    const copy = { ...photo, pixels: new Uint8Array(photo.pixels) };
    await paint(copy);
    return copy;
  };
}
