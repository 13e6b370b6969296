import { stat } from "node:fs/promises";
import path from "node:path";
import { type Models, type PlacedModel, selectModels } from "../../colorize/providers/embedded/engine/select-models";
import type { ModelsPlace } from "../../colorize/providers/embedded/graphs/locate-models";
import type { ManifestModel } from "../../colorize/providers/embedded/graphs/manifest-schema";
import { readAddedManifest, readManifest } from "../../colorize/providers/embedded/graphs/read-manifest";
import { addressOf } from "../../colorize/providers/embedded/graphs/remote/open-remote";

export type ListedModel = {
  name: string;
  role: string;
  graph: string;
  /** Null for a model on a server, whose weights are not here. */
  bytes: number | null;
  sha256: string | null;
  /** Presets or add-ons that run it; empty for one that nothing uses. */
  usedBy: string[];
  /** `shipped`, `added`, or the address of a model server. */
  from: string;
  isThere: boolean;
};

const addOns: Partial<Record<ManifestModel["role"], string>> = {
  repair: "clean_scratches",
  inpaint: "clean_scratches",
  faces: "face_remaster",
  clarity: "face_remaster",
  "photo-clarity": "face_remaster",
};

/** Shipped and added models, used or not. @throws {AppError} not_configured when a manifest can't be read */
export async function readAllModels({ modelsDir, addedDir }: ModelsPlace): Promise<PlacedModel[]> {
  const shipped = (await readManifest(modelsDir)).models.map((model) => ({ ...model, dir: modelsDir }));
  if (!addedDir) return shipped;
  const added = (await readAddedManifest(addedDir)).models.map((model) => ({ ...model, dir: addedDir }));
  return [...shipped, ...added];
}

/** Every model with what uses it, those on servers last, and a sentence for each that was chosen and is not there. @throws {AppError} not_configured */
export async function listModels(place: ModelsPlace): Promise<{ models: ListedModel[]; faults: string[] }> {
  const { models: used, presets, remotes, faults } = await selectModels(place);
  const usersOf = (model: PlacedModel): string[] => {
    if (!used.some((other) => other.dir === model.dir && other.name === model.name)) return [];
    const addOn = addOns[model.role];
    return addOn ? [addOn] : (["large", "tiny"] as const).filter((name) => presets[name]?.model === model.name);
  };
  const models = (await readAllModels(place)).map(async (model): Promise<ListedModel> => {
    const { name, role, graph, bytes, sha256, dir, file } = model;
    const there = await stat(path.join(/* turbopackIgnore: true */ dir, file)).catch(() => null);
    const from = dir === place.modelsDir ? "shipped" : "added";
    return { name, role, graph, bytes, sha256, usedBy: usersOf(model), from, isThere: there !== null };
  });
  return { models: [...(await Promise.all(models)), ...listRemotes(remotes)], faults: Object.values(faults) };
}

/** One row per model, for one preset or both. Nobody is asked whether it is there. */
function listRemotes(remotes: Models["remotes"]): ListedModel[] {
  const rows = new Map<string, ListedModel>();
  for (const [preset, remote] of Object.entries(remotes)) {
    const from = addressOf(remote);
    const users = [...(rows.get(from)?.usedBy ?? []), preset];
    const file = { bytes: null, sha256: null, isThere: true };
    rows.set(from, { name: `oip:${remote.name}`, role: "color", graph: "oip", ...file, usedBy: users, from });
  }
  return [...rows.values()];
}
