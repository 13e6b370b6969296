import { stat } from "node:fs/promises";
import path from "node:path";
import type { Model } from "../../../../contract/order";
import { type Manifest, type ManifestModel, manifestName, type Preset, readManifest } from "./read-manifest";

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
  /** A sentence for each choice that can't be followed; what was chosen is then not offered at all. */
  faults: { [Choice in keyof ChosenModels]?: string };
};

/**
 * The shipped models with the operator's choice in their place.
 * @throws {AppError} not_configured when a manifest that is needed can't be read
 */
export async function selectModels({ modelsDir, addedDir, chosen = {} }: ModelsPlace): Promise<Models> {
  const shipped = await readManifest(modelsDir);
  const placed = shipped.models.map((model) => ({ ...model, dir: modelsDir }));
  const added = addedDir && Object.values(chosen).some(Boolean) ? await readAdded(addedDir) : [];
  const faults: Models["faults"] = {};

  function find(choice: keyof ChosenModels, role: ManifestModel["role"]): PlacedModel | undefined {
    const name = chosen[choice];
    // The operator's own comes first: a later version of the studio may ship one of the same name.
    const model = [...added, ...placed].find((candidate) => candidate.name === name && candidate.role === role);
    if (!model)
      faults[choice] = `COLORIZE_MODEL_${choice.toUpperCase()} is ${name}, and no ${role} model of that name is there.`;
    return model;
  }

  const used: PlacedModel[] = [];
  const presets: Manifest["presets"] = {};
  for (const name of ["large", "tiny"] as const satisfies Model[]) {
    const usual = shipped.presets[name] ?? onePass;
    const model = chosen[name]
      ? find(name, "colour")
      : placed.find((candidate) => candidate.role === "colour" && candidate.name === usual.model);
    if (!model) continue;
    presets[name] = presetFor(model, usual);
    if (!used.includes(model)) used.push(model);
  }
  for (const role of ["repair", "faces", "clarity"] as const) {
    const model =
      role === "clarity" && chosen.clarity
        ? find("clarity", role)
        : placed.find((candidate) => candidate.role === role);
    if (model) used.push(model);
  }
  return { models: used, presets, faults };
}

const onePass: Preset = { model: "", shortSides: [256], mirror: false };

/** A graph of one size has one way to be fed. */
function presetFor(model: PlacedModel, usual: Preset): Preset {
  const fixed = model.role === "colour" && "side" in model;
  return { ...(fixed ? { shortSides: [model.side], mirror: false } : usual), model: model.name };
}

async function readAdded(dir: string): Promise<PlacedModel[]> {
  if (!(await stat(path.join(/* turbopackIgnore: true */ dir, manifestName)).catch(() => null))) return [];
  const { models } = await readManifest(dir);
  return models.map((model) => ({ ...model, dir }));
}
