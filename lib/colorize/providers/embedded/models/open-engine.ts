import { AppError } from "../../../../errors/app-error";
import { type ColourModel, openColourModel } from "../colour/predict-colour";
import { type AddOns, openAddOns } from "./open-add-ons";
import { openOnce } from "./open-once";
import { type Preset, readManifest, readVerifiedModel } from "./read-manifest";

export type EnginePlace = { modelsDir: string; threads: number };
export type Engine = AddOns & {
  /** Those the manifest has. */
  presets: readonly ("tiny" | "large")[];
  /** The model of a preset and how to use it; loaded on first use, then kept. */
  prepare(name: "tiny" | "large"): Promise<{ model: ColourModel; preset: Preset; modelTag: string }>;
};

/** @throws {AppError} not_configured, here and from `prepare` */
export async function openEngine({ modelsDir, threads }: EnginePlace): Promise<Engine> {
  const manifest = await readManifest(modelsDir);
  const once = openOnce<ColourModel>();
  return {
    ...openAddOns(manifest, modelsDir, threads),
    presets: (["tiny", "large"] as const).filter((name) => manifest.presets[name]),
    async prepare(name) {
      const preset = manifest.presets[name];
      const colours = manifest.models.filter((model) => model.role === "colour");
      const description = colours.find((model) => model.name === preset?.model);
      if (!preset || !description) {
        throw new AppError("not_configured", { detail: `The model ${name} is not installed.` });
      }
      const read = async () => openColourModel(await readVerifiedModel(modelsDir, description), description, threads);
      const model = await once(description.name, read);
      return { model, preset, modelTag: `${name}@${description.sha256.slice(0, 8)}` };
    },
  };
}
