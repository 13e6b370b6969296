import path from "node:path";
import { locateModels, type ModelsPlace } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import { settings } from "../../lib/env/settings";

// Commands may be called from any folder.
const root = path.resolve(import.meta.dirname, "../..");

/**
 * The models of a folder alone; without one those that the studio itself works with, as its settings choose them: what ships with it,
 * and what was added to DATA_DIR.
 */
export function placeModels(dir?: string): ModelsPlace {
  if (dir) return { modelsDir: dir };
  return locateModels(settings(), root);
}
