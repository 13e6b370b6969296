import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "../../../../errors/app-error";
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
 * Reads the weights and compares their hash with the manifest, so that an incomplete or altered file never runs.
 * @throws {AppError} not_configured
 */
export async function readVerifiedModel(model: ManifestModel & { dir: string }): Promise<Buffer> {
  const bytes = await readFile(path.join(model.dir, model.file)).catch((cause: unknown) => {
    throw new AppError("not_configured", {
      detail: `The model file ${model.file} cannot be read. The operator has to restore it.`,
      cause,
    });
  });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== model.sha256) {
    throw new AppError("not_configured", {
      detail: `The model file ${model.file} does not match the SHA-256 in manifest.json. The operator has to copy it again.`,
    });
  }
  return bytes;
}

/**
 * The manifest of the operator's own models; empty when there is none.
 * @throws {AppError} not_configured when it is invalid
 */
export async function readAddedManifest(dir: string): Promise<Manifest> {
  const there = await stat(path.join(/* turbopackIgnore: true */ dir, manifestName)).catch(() => null);
  return there ? readManifest(dir) : { models: [], presets: {} };
}
