import type { Logger } from "pino";
import type { Settings } from "../../env/settings-schema";
import type { ColorizeProvider } from "./colorize-provider";
import { createDisabledProvider } from "./disabled-provider";
import { createEmbeddedProvider } from "./embedded/create-embedded-provider";
import { locateModels } from "./embedded/graphs/locate-models";
import { createPixomaxProvider } from "./pixomax/pixomax-provider";

/** The provider that COLORIZE_PROVIDER names. The settings schema has already checked that its other settings are present. */
export function selectProvider(settings: Settings, log: Logger): ColorizeProvider {
  switch (settings.COLORIZE_PROVIDER) {
    case "embedded":
    case "oip":
      return createEmbeddedProvider({
        name: settings.COLORIZE_PROVIDER,
        workers: settings.ENGINE_WORKERS,
        threads: settings.ENGINE_THREADS,
        provider: settings.ENGINE_PROVIDER,
        ...locateModels(settings, process.cwd()),
        get maxQueue() {
          return settings.ENGINE_QUEUE;
        },
        log,
      });
    case "pixomax":
      return createPixomaxProvider({ url: settings.PIXOMAX_URL ?? "", apiKey: settings.PIXOMAX_API_KEY ?? "" });
    case "none":
      return createDisabledProvider();
  }
}
