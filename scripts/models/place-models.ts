import path from "node:path";
import type { PlacedModel } from "../../lib/colorize/providers/embedded/engine/select-models";
import { locateModels, type ModelsPlace } from "../../lib/colorize/providers/embedded/graphs/locate-models";
import { readAddedManifest, readManifest } from "../../lib/colorize/providers/embedded/graphs/read-manifest";
import { settings } from "../../lib/env/settings";

/** The models of a folder alone; without one those the studio itself works with, as its settings choose them. */
export function placeModels(dir?: string): ModelsPlace {
  return dir ? { modelsDir: dir } : locateModels(settings(), path.resolve(import.meta.dirname, "../.."));
}

/** Shipped and added models, used or not. @throws {AppError} not_configured when a manifest can't be read */
export async function readAllModels({ modelsDir, addedDir }: ModelsPlace): Promise<PlacedModel[]> {
  const shipped = (await readManifest(modelsDir)).models.map((model) => ({ ...model, dir: modelsDir }));
  if (!addedDir) return shipped;
  const added = (await readAddedManifest(addedDir)).models.map((model) => ({ ...model, dir: addedDir }));
  return [...shipped, ...added];
}
