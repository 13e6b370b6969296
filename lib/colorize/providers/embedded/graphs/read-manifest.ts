import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../../errors/app-error";
import { type HashedFile, hashFile } from "./hash-file";
import { type Manifest, type ManifestModel, manifestSchema } from "./manifest-schema";

export const manifestName = "manifest.json";

/** Version 0.1 wrote British spellings into the operator's manifest, which an update does not change. */
const spellAsToday = (text: string) =>
  text.replaceAll('"colour"', '"color"').replaceAll('"colourSpace"', '"colorSpace"');

/**
 * Reads `manifest.json` of a models folder.
 * @throws {AppError} not_configured when it is missing or invalid
 */
export async function readManifest(modelsDir: string): Promise<Manifest> {
  try {
    const text = await readFile(path.join(modelsDir, manifestName), "utf8");
    return manifestSchema.parse(JSON.parse(spellAsToday(text)));
  } catch (cause) {
    throw new AppError("not_configured", {
      detail: "The models folder has no valid manifest.json. The operator has to restore it.",
      cause,
    });
  }
}

/**
 * The file of a model whose SHA-256 is the manifest's, so that an incomplete or altered file never runs.
 * @throws {AppError} not_configured
 */
export async function verifyModel(model: ManifestModel & { dir: string }): Promise<HashedFile> {
  const hashed = await hashFile(path.join(model.dir, model.file)).catch((cause: unknown) => {
    throw new AppError("not_configured", {
      detail: `The model file ${model.file} cannot be read. The operator has to restore it.`,
      cause,
    });
  });
  if (hashed.sha256 !== model.sha256) {
    throw new AppError("not_configured", {
      detail: `The model file ${model.file} does not match the SHA-256 in manifest.json. The operator has to copy it again.`,
    });
  }
  return hashed;
}

/**
 * The manifest of the operator's own models; empty when there is none.
 * @throws {AppError} not_configured when it is invalid
 */
export async function readAddedManifest(dir: string): Promise<Manifest> {
  const there = await stat(path.join(/* turbopackIgnore: true */ dir, manifestName)).catch(() => null);
  return there ? readManifest(dir) : { models: [], presets: {} };
}
