import path from "node:path";
import type { Settings } from "../../../../env/settings-schema";
import type { ModelsPlace } from "../engine/select-models";

type Where = Pick<Settings, "DATA_DIR" | "COLORIZE_MODEL_LARGE" | "COLORIZE_MODEL_TINY" | "COLORIZE_MODEL_CLARITY">;

/** @param root the folder of the studio's package.json */
export function locateModels(settings: Where, root: string): ModelsPlace {
  return {
    modelsDir: path.join(/* turbopackIgnore: true */ root, "models"),
    addedDir: path.join(/* turbopackIgnore: true */ settings.DATA_DIR, "models"),
    chosen: {
      large: settings.COLORIZE_MODEL_LARGE,
      tiny: settings.COLORIZE_MODEL_TINY,
      clarity: settings.COLORIZE_MODEL_CLARITY,
    },
  };
}
