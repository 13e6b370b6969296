import path from "node:path";
import { locateModels, type ModelsPlace } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import { settings } from "../../lib/env/settings";

/** The models of a folder alone; without one those the studio itself works with, as its settings choose them. */
export function placeModels(dir?: string): ModelsPlace {
  return dir ? { modelsDir: dir } : locateModels(settings(), path.resolve(import.meta.dirname, "../.."));
}
