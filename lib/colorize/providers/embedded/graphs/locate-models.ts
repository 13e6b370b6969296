import path from "node:path";
import type { Settings } from "../../../../env/settings-schema";

/** Names of models to use instead of those in the shipped manifest. */
export type ChosenModels = { large?: string; tiny?: string; clarity?: string; repair?: string };

export type ModelsPlace = {
  /** Folder of the shipped manifest.json and its weights. */
  modelsDir: string;
  /** Folder of the operator's own models, with their own manifest.json. It need not exist. */
  addedDir?: string;
  chosen?: ChosenModels;
};

type Where = Pick<
  Settings,
  "DATA_DIR" | "COLORIZE_MODEL_LARGE" | "COLORIZE_MODEL_TINY" | "COLORIZE_MODEL_CLARITY" | "COLORIZE_MODEL_REPAIR"
>;

/**
 * Where the studio's models are and which ones the settings choose.
 * @param root the folder with the studio's package.json
 */
export function locateModels(settings: Where, root: string): ModelsPlace {
  return {
    modelsDir: path.join(/* turbopackIgnore: true */ root, "models"),
    addedDir: path.join(/* turbopackIgnore: true */ settings.DATA_DIR, "models"),
    chosen: {
      large: settings.COLORIZE_MODEL_LARGE,
      tiny: settings.COLORIZE_MODEL_TINY,
      clarity: settings.COLORIZE_MODEL_CLARITY,
      repair: settings.COLORIZE_MODEL_REPAIR,
    },
  };
}
