import type { Model } from "../../../../contract/order";
import { type RemoteModel, readRemoteModel } from "../../../../env/remote-model";
import type { ChosenModels, ModelsPlace } from "../graphs/locate-models";
import type { Manifest, ManifestModel, Preset } from "../graphs/manifest-schema";
import { readAddedManifest, readManifest } from "../graphs/read-manifest";

/** A model on a server, and how its preset is run where the graph leaves that open. */
export type RemotePreset = RemoteModel & { preset: Preset };
/** A model of a manifest and the folder of its file. */
export type PlacedModel = ManifestModel & { dir: string };
export type Models = {
  /** The models in use: those of the presets, and at most one of each other role. */
  models: PlacedModel[];
  presets: Manifest["presets"];
  /** Those of the presets whose color a server's model gives; such a preset is not in `presets`. */
  remotes: { [name in Model]?: RemotePreset };
  /** A sentence for each chosen model that does not exist. What it was chosen for is then not available. */
  faults: { [Choice in keyof ChosenModels]?: string };
};

const singlePass: Preset = { model: "", shortSides: [256], evenFlatGround: false };

/**
 * The shipped models, replaced by the operator's choices where there are any. An inpainter needs no choice: the one that was added last
 * fills what repair finds, unless the choice is another one or, by the name of the shipped repair model, none.
 * @throws {AppError} not_configured when a required manifest cannot be read
 */
export async function selectModels({ modelsDir, addedDir, chosen = {}, isRemoteOnly }: ModelsPlace): Promise<Models> {
  const { models, presets } = await readManifest(modelsDir);
  const shipped = models.map((model) => ({ ...model, dir: modelsDir }));
  // With nothing chosen a folder that cannot be read must not stop the studio.
  const added = await readAdded(addedDir).catch((error: unknown) => {
    if (Object.values(chosen).some((name) => name && !readRemoteModel(name))) throw error;
    return [];
  });
  const selected: Models = { models: [], presets: {}, remotes: {}, faults: {} };

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
    const remote = readRemoteModel(chosen[name]);
    if (remote) selected.remotes[name] = { ...remote, preset };
    if (remote || isRemoteOnly) continue;
    const model = find("color", name, (candidate) => candidate.name === preset.model);
    if (!model) continue;
    selected.presets[name] = { ...passesFor(model, preset), model: model.name };
    if (!selected.models.includes(model)) selected.models.push(model);
  }
  const isOwnFilling = shipped.some(({ role, name }) => role === "repair" && name === chosen.repair);
  const newest = added.filter(({ role }) => role === "inpaint").at(-1);
  const inpaint = chosen.repair && !isOwnFilling ? find("inpaint", "repair", () => true) : newest;
  for (const role of ["repair", "faces", "clarity", "photo-clarity"] as const) {
    const model = find(role, role === "clarity" ? role : null, () => true);
    if (model && !(role === "repair" && selected.faults.repair)) selected.models.push(model);
  }
  if (inpaint && !isOwnFilling) selected.models.push(inpaint);
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

/** `large@oip:ddcolor/3`; without the version where nobody says which it is. */
export const tagRemote = (preset: string, { name, version }: Pick<RemoteModel, "name" | "version">): string =>
  `${preset}@oip:${name}${version ? `/${version}` : ""}`;

export const settingOf = (choice: keyof ChosenModels): string => `COLORIZE_MODEL_${choice.toUpperCase()}`;

/** A graph with a fixed input size runs in a single pass, whatever the preset says. */
export const passesFor = (graph: { graph: string; side?: number }, shipped: Preset): Preset =>
  graph.side ? { ...shipped, shortSides: [graph.side], evenFlatGround: false } : shipped;

async function readAdded(dir?: string): Promise<PlacedModel[]> {
  if (!dir) return [];
  const { models } = await readAddedManifest(dir);
  return models.map((model) => ({ ...model, dir }));
}
