import { stat } from "node:fs/promises";
import path from "node:path";
import { type PlacedModel, selectModels } from "../../colorize/providers/embedded/engine/select-models";
import type { ModelsPlace } from "../../colorize/providers/embedded/graphs/locate-models";
import type { ManifestModel } from "../../colorize/providers/embedded/graphs/manifest-schema";
import { readAddedManifest, readManifest } from "../../colorize/providers/embedded/graphs/read-manifest";

export type ListedModel = {
  name: string;
  role: string;
  graph: string;
  bytes: number;
  sha256: string;
  /** Presets or add-ons that run it; empty for one that nothing uses. */
  usedBy: string[];
  from: "shipped" | "added";
  isThere: boolean;
};

const addOns: Partial<Record<ManifestModel["role"], string>> = {
  repair: "clean_scratches",
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

/** Every model with what uses it, and a sentence for each that was chosen and is not there. @throws {AppError} not_configured */
export async function listModels(place: ModelsPlace): Promise<{ models: ListedModel[]; faults: string[] }> {
  const { models: used, presets, faults } = await selectModels(place);
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
  return { models: await Promise.all(models), faults: Object.values(faults) };
}
