import { stat } from "node:fs/promises";
import path from "node:path";
import type { Capabilities, Capability } from "../../../../contract/answers";
import type { Model } from "../../../../contract/order";
import type { ManifestModel } from "../graphs/read-manifest";
import type { Models, PlacedModel } from "./select-models";

const yes: Capability = { available: true, reason: null };
const no: Capability = { available: false, reason: "No model for this is installed yet." };

/** What the models make possible: a preset or a role without its file is not available. */
export async function readCapabilities({ models: wanted, presets }: Models): Promise<Capabilities> {
  const present = new Set<PlacedModel>();
  for (const model of wanted) {
    const size = await stat(path.join(/* turbopackIgnore: true */ model.dir, model.file)).catch(() => null);
    if (size?.size === model.bytes) present.add(model);
  }
  const models = [...present];
  const preset = (name: Model) => (models.some((model) => model.name === presets[name]?.model) ? yes : no);
  const roles = (...wanted: ManifestModel["role"][]) =>
    wanted.every((role) => models.some((model) => model.role === role)) ? yes : no;
  return {
    models: { large: preset("large"), tiny: preset("tiny") },
    addOns: { cleanScratches: roles("repair"), faceRemaster: roles("faces", "clarity", "photo-clarity") },
  };
}
