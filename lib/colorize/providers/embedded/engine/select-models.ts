import {
  type Manifest,
  type ManifestModel,
  type Preset,
  readAddedManifest,
  readManifest,
} from "../graphs/read-manifest";

/** Names of models to use instead of those that the shipped manifest names. */
export type ChosenModels = { large?: string; tiny?: string; clarity?: string };

export type ModelsPlace = {
  /** Folder with the shipped manifest.json and its weights. */
  modelsDir: string;
  /** Folder with what the operator added and a manifest.json of its own. It need not exist. */
  addedDir?: string;
  chosen?: ChosenModels;
};

/** `dir` is the folder that its file lies in. */
export type PlacedModel = ManifestModel & { dir: string };
export type Models = {
  /** What the studio works with: the presets' models, and at most one of each other role. */
  models: PlacedModel[];
  presets: Manifest["presets"];
  /** A sentence for each choice that can't be followed; what was chosen for is then not offered at all. */
  faults: { [Choice in keyof ChosenModels]?: string };
};

const onePass: Preset = { model: "", shortSides: [256], evenFlatGround: false };

/**
 * The shipped models with the operator's choice in their place.
 * @throws {AppError} not_configured when a manifest that is needed can't be read
 */
export async function selectModels({ modelsDir, addedDir, chosen = {} }: ModelsPlace): Promise<Models> {
  const { models, presets } = await readManifest(modelsDir);
  const shipped = models.map((model) => ({ ...model, dir: modelsDir }));
  const added = Object.values(chosen).some(Boolean) ? await readAdded(addedDir) : [];
  const selected: Models = { models: [], presets: {}, faults: {} };

  function find(
    role: ManifestModel["role"],
    choice: keyof ChosenModels | null,
    usual: (model: PlacedModel) => boolean,
  ) {
    const name = choice && chosen[choice];
    if (!name) return shipped.find((model) => model.role === role && usual(model));
    // The operator's own comes first: a later version of the studio may ship one of the same name.
    const model = [...added, ...shipped].find((candidate) => candidate.role === role && candidate.name === name);
    if (!model)
      selected.faults[choice] = `${settingOf(choice)} is ${name}, and no ${role} model of that name is there.`;
    return model;
  }

  for (const name of ["large", "tiny"] as const) {
    const preset = presets[name] ?? onePass;
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

export const settingOf = (choice: keyof ChosenModels): string => `COLORIZE_MODEL_${choice.toUpperCase()}`;

/** A graph of one size has one way to be fed. */
function presetFor(model: PlacedModel, usual: Preset): Preset {
  const passes = "side" in model ? { shortSides: [model.side], evenFlatGround: false } : usual;
  return { ...passes, model: model.name };
}

async function readAdded(dir?: string): Promise<PlacedModel[]> {
  if (!dir) return [];
  const { models } = await readAddedManifest(dir);
  return models.map((model) => ({ ...model, dir }));
}
