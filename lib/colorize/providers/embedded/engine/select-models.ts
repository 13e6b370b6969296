import type { Model } from "../../../../contract/order";
import type { ChosenModels, ModelsPlace } from "../graphs/locate-models";
import type { Manifest, ManifestModel, Preset } from "../graphs/manifest-schema";
import { readAddedManifest, readManifest } from "../graphs/read-manifest";

/** A model of a manifest and the folder of its file. */
export type PlacedModel = ManifestModel & { dir: string };
export type Models = {
  /** The models in use: those of the presets, and at most one of each other role. */
  models: PlacedModel[];
  presets: Manifest["presets"];
  /** A sentence for each chosen model that does not exist. What it was chosen for is then not available. */
  faults: { [Choice in keyof ChosenModels]?: string };
};

const singlePass: Preset = { model: "", shortSides: [256], evenFlatGround: false };

/**
 * The shipped models, replaced by the operator's choices where there are any.
 * @throws {AppError} not_configured when a required manifest cannot be read
 */
export async function selectModels({ modelsDir, addedDir, chosen = {} }: ModelsPlace): Promise<Models> {
  const { models, presets } = await readManifest(modelsDir);
  const shipped = models.map((model) => ({ ...model, dir: modelsDir }));
  const added = Object.values(chosen).some(Boolean) ? await readAdded(addedDir) : [];
  const selected: Models = { models: [], presets: {}, faults: {} };

  function find(
    role: ManifestModel["role"],
    choice: keyof ChosenModels | null,
    isDefault: (model: PlacedModel) => boolean,
  ) {
    const name = choice && chosen[choice];
    if (!name) return shipped.find((model) => model.role === role && isDefault(model));
    // The operator's own model wins, because a later version of the studio may ship one of the same name.
    const model = [...added, ...shipped].find((candidate) => candidate.role === role && candidate.name === name);
    if (!model)
      selected.faults[choice] = `${settingOf(choice)} is ${name}, but no ${role} model of that name is installed.`;
    return model;
  }

  for (const name of ["large", "tiny"] as const) {
    const preset = presets[name] ?? singlePass;
    const model = find("color", name, (candidate) => candidate.name === preset.model);
    if (!model) continue;
    selected.presets[name] = presetFor(model, preset);
    if (!selected.models.includes(model)) selected.models.push(model);
  }
  for (const role of ["repair", "faces", "clarity", "photo-clarity"] as const) {
    const model = find(role, role === "clarity" ? role : null, () => true);
    if (model) selected.models.push(model);
  }
  return selected;
}

/** Name of the preset and short hash of its weights, as a job's `modelTag` has them; null where it has no model. */
export function nameWeights({ models, presets }: Models, preset: Model): string | null {
  const name = presets[preset]?.model;
  const model = models.find((each) => each.role === "color" && each.name === name);
  return model ? tagWeights(preset, model) : null;
}

export const tagWeights = (name: string, { sha256 }: Pick<ManifestModel, "sha256">): string =>
  `${name}@${sha256.slice(0, 8)}`;

export const settingOf = (choice: keyof ChosenModels): string => `COLORIZE_MODEL_${choice.toUpperCase()}`;

/** A graph with a fixed input size runs in a single pass, whatever the preset says. */
function presetFor(model: PlacedModel, shipped: Preset): Preset {
  const passes = "side" in model ? { shortSides: [model.side], evenFlatGround: false } : shipped;
  return { ...passes, model: model.name };
}

async function readAdded(dir?: string): Promise<PlacedModel[]> {
  if (!dir) return [];
  const { models } = await readAddedManifest(dir);
  return models.map((model) => ({ ...model, dir }));
}
