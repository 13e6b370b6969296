import path from "node:path";
import { type ChosenProviders, namedProviders } from "../../../../env/provider-names";
import { readRemoteModel } from "../../../../env/remote-model";
import type { Settings } from "../../../../env/settings-schema";

/** Models to use instead of those in the shipped manifest: names, or for color `oip:` and an address. */
export type ChosenModels = { large?: string; tiny?: string; clarity?: string; repair?: string };

export type ModelsPlace = {
  /** Folder of the shipped manifest.json and its weights. */
  modelsDir: string;
  /** Folder of the operator's own models, with their own manifest.json. It need not exist. */
  addedDir?: string;
  chosen?: ChosenModels;
  /** Only the presets whose color is chosen as `oip:` are offered. */
  isRemoteOnly?: boolean;
};

type Where = ChosenProviders &
  Pick<
    Settings,
    "DATA_DIR" | "COLORIZE_MODEL_LARGE" | "COLORIZE_MODEL_TINY" | "COLORIZE_MODEL_CLARITY" | "COLORIZE_MODEL_REPAIR"
  >;

/** Whose color models: whatever is chosen, those in this machine's files alone, or those on servers alone. */
export type ColoredBy = "any" | "files" | "servers";

function byProvider(settings: Where): ColoredBy {
  const names = namedProviders(settings);
  return names.includes("oip") && !names.includes("embedded") ? "servers" : "any";
}

/**
 * Where the studio's models are and which ones the settings choose.
 * @param root the folder with the studio's package.json
 * @param by with `files` an `oip:` choice counts as none; with `servers` a preset without one has no model
 */
export function locateModels(settings: Where, root: string, by: ColoredBy = byProvider(settings)): ModelsPlace {
  const color = (choice: string | undefined) => (by === "files" && readRemoteModel(choice) ? undefined : choice);
  return {
    modelsDir: path.join(/* turbopackIgnore: true */ root, "models"),
    addedDir: path.join(/* turbopackIgnore: true */ settings.DATA_DIR, "models"),
    chosen: {
      large: color(settings.COLORIZE_MODEL_LARGE),
      tiny: color(settings.COLORIZE_MODEL_TINY),
      clarity: settings.COLORIZE_MODEL_CLARITY,
      repair: settings.COLORIZE_MODEL_REPAIR,
    },
    isRemoteOnly: by === "servers",
  };
}
