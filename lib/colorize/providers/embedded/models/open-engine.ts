import { AppError } from "../../../../errors/app-error";
import { type ColourModel, openColourModel } from "../colour/predict-colour";
import { type Preset, readManifest, readVerifiedModel } from "./read-manifest";

export type EnginePlace = { modelsDir: string; threads: number };
export type Engine = {
  /** The model of a preset and how to use it; loaded on first use, then kept. */
  prepare(name: "tiny" | "large"): Promise<{ model: ColourModel; preset: Preset; modelTag: string }>;
};

/** @throws {AppError} not_configured, here and from `prepare` */
export async function openEngine({ modelsDir, threads }: EnginePlace): Promise<Engine> {
  const manifest = await readManifest(modelsDir);
  const loaded = new Map<string, Promise<ColourModel>>();
  return {
    async prepare(name) {
      const preset = manifest.presets[name];
      const colours = manifest.models.filter((model) => model.role === "colour");
      const description = colours.find((model) => model.name === preset?.model);
      if (!preset || !description) {
        throw new AppError("not_configured", { detail: `The model ${name} is not installed.` });
      }
      const opening =
        loaded.get(description.name) ??
        readVerifiedModel(modelsDir, description).then((weights) => openColourModel(weights, description, threads));
      loaded.set(description.name, opening);
      opening.catch(() => loaded.delete(description.name));
      return { model: await opening, preset, modelTag: `${name}@${description.sha256.slice(0, 8)}` };
    },
  };
}
