import { stat } from "node:fs/promises";
import path from "node:path";
import { type Manifest, manifestName, readManifest } from "./read-manifest";

/**
 * The manifest of the operator's own models; empty while there is none.
 * @throws {AppError} not_configured when there is one that can't be read
 */
export async function readAddedManifest(dir: string): Promise<Manifest> {
  const there = await stat(path.join(/* turbopackIgnore: true */ dir, manifestName)).catch(() => null);
  return there ? readManifest(dir) : { models: [], presets: {} };
}
