import { stat } from "node:fs/promises";
import path from "node:path";
import type { Capabilities, Capability } from "../../../../contract/answers";
import type { Model } from "../../../../contract/order";
import type { Manifest, ManifestModel } from "./read-manifest";

const yes: Capability = { available: true, reason: null };
const no: Capability = { available: false, reason: "No model for this is installed yet." };

/** What the models in the folder make possible: a preset or a role without its file is not available. */
export async function readCapabilities(manifest: Manifest, modelsDir: string): Promise<Capabilities> {
  const present = new Set<ManifestModel>();
  for (const model of manifest.models) {
    const size = await stat(path.join(/* turbopackIgnore: true */ modelsDir, model.file)).catch(() => null);
    if (size?.size === model.bytes) present.add(model);
  }
  const models = [...present];
  const preset = (name: Model) => (models.some((model) => model.name === manifest.presets[name]?.model) ? yes : no);
  const roles = (...wanted: ManifestModel["role"][]) =>
    wanted.every((role) => models.some((model) => model.role === role)) ? yes : no;
  return {
    models: { large: preset("large"), tiny: preset("tiny") },
    addOns: { cleanScratches: roles("repair"), faceRemaster: roles("faces", "clarity") },
  };
}
