import { stat } from "node:fs/promises";
import path from "node:path";
import type { Capability, ProviderCapabilities } from "../../../../contract/answers";
import type { Model } from "../../../../contract/order";
import type { ManifestModel } from "../graphs/manifest-schema";
import type { Models, PlacedModel } from "./select-models";

const yes: Capability = { available: true, reason: null };
const noWords: Capability = {
  available: false,
  reason: "This studio's own networks take no words; send the photo without it.",
};
const no: Capability = { available: false, reason: "Its model is not installed on this studio." };

/**
 * The capabilities that the installed model files allow. A model counts when its file exists with the size in the manifest, one on
 * a server when it is chosen: whether the server is there shows at the next photo, and in the studio's health.
 */
export async function readCapabilities({ models: wanted, presets, remotes }: Models): Promise<ProviderCapabilities> {
  const present = new Set<PlacedModel>();
  for (const model of wanted) {
    const size = await stat(path.join(/* turbopackIgnore: true */ model.dir, model.file)).catch(() => null);
    if (size?.size === model.bytes) present.add(model);
  }
  const models = [...present];
  const preset = (name: Model) =>
    remotes[name] || models.some((model) => model.name === presets[name]?.model) ? yes : no;
  const roles = (...wanted: ManifestModel["role"][]) =>
    wanted.every((role) => models.some((model) => model.role === role)) ? yes : no;
  const filling = wanted.some(({ role }) => role === "inpaint") ? (["inpaint"] as const) : [];
  return {
    models: { large: preset("large"), tiny: preset("tiny") },
    addOns: { cleanScratches: roles("repair", ...filling), faceRemaster: roles("faces", "clarity", "photo-clarity") },
    hints: noWords,
  };
}
