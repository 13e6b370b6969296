import { AppError } from "../../../../errors/app-error";
import type { ExecutionProvider } from "../graphs/execution-provider";
import type { ModelsPlace } from "../graphs/locate-models";
import type { Preset } from "../graphs/manifest-schema";
import { openOnce, openSession, type Sessions } from "../graphs/open-session";
import { verifyModel } from "../graphs/read-manifest";
import { shareRows } from "../pixels/rows/node-rows";
import type { ColorModel } from "../stages/color/color-model";
import { createColorModel } from "../stages/color/create-color-model";
import { type AddOns, openAddOns } from "./open-add-ons";
import { openRemoteColors } from "./prepare-remote";
import { selectModels, tagWeights } from "./select-models";

export type EnginePlace = ModelsPlace & { threads: number; provider?: ExecutionProvider };
export type Engine = AddOns & {
  /** The presets that have a model. */
  presets: readonly ("tiny" | "large")[];
  /** The model of a preset and how to run it. It loads on first use and stays loaded; one on a server is asked for each time. */
  prepare(name: "tiny" | "large"): Promise<{ model: ColorModel; preset: Preset; modelTag: string }>;
};

/**
 * @param sessions takes in whatever is opened
 * @throws {AppError} not_configured, here and from `prepare`, which rejects like `readRemote` too
 */
export async function openEngine(place: EnginePlace, sessions?: Sessions): Promise<Engine> {
  const selected = await selectModels(place);
  shareRows(place.threads);
  const colors = selected.models.filter((model) => model.role === "color");
  const once = openOnce<ColorModel>();
  const prepareRemote = openRemoteColors();
  return {
    ...openAddOns(selected, place.threads, sessions),
    presets: (["tiny", "large"] as const).filter((name) => selected.presets[name] ?? selected.remotes[name]),
    async prepare(name) {
      const remote = selected.remotes[name];
      if (remote) return prepareRemote(name, remote);
      const preset = selected.presets[name];
      const description = colors.find((model) => model.name === preset?.model);
      if (!preset || !description) {
        throw new AppError("not_configured", {
          detail: selected.faults[name] ?? `The model for \`${name}\` is not installed on this studio.`,
        });
      }
      const open = async () => {
        const session = await openSession(await verifyModel(description), place.threads, sessions);
        sessions?.models.add(description.sha256);
        return createColorModel(session, description);
      };
      const model = await once(description.sha256, open);
      return { model, preset, modelTag: tagWeights(name, description) };
    },
  };
}
