import type { Logger } from "pino";
import { systemClock } from "../../clock/clock";
import { namedProviders, type ProviderName } from "../../env/provider-names";
import type { Settings } from "../../env/settings-schema";
import { createChain } from "./chain/create-chain";
import type { ColorizeProvider } from "./colorize-provider";
import { createDisabledProvider } from "./disabled-provider";
import { createEmbeddedProvider } from "./embedded/create-embedded-provider";
import { type ColoredBy, locateModels } from "./embedded/graphs/locate-models";
import { measureProvider } from "./measure-provider";
import { createPaintedProvider } from "./painters/create-painted-provider";
import { createPixomaxProvider } from "./pixomax/pixomax-provider";

/**
 * What the settings name: one provider, or several as a chain of measured ones, each with its cost. The settings schema has already
 * checked that their other settings are present.
 */
export function selectProvider(settings: Settings, log: Logger): ColorizeProvider {
  const [first, ...more] = namedProviders(settings).map((name) =>
    countCost(createProvider(name, settings, log), settings.PROVIDER_COSTS?.[name]),
  );
  if (!first) return createDisabledProvider();
  return more.length === 0 ? first : createChain([first, ...more].map(measureProvider), { clock: systemClock, log });
}

function createProvider(name: ProviderName, settings: Settings, log: Logger): ColorizeProvider {
  switch (name) {
    case "embedded":
      // Beside the provider that the servers' models are given to, it is what still works without them.
      return createEngine(name, settings, log, namedProviders(settings).includes("oip") ? "files" : "any");
    case "oip":
      return createEngine(name, settings, log, "servers");
    case "pixomax":
      return createPixomaxProvider({ url: settings.PIXOMAX_URL ?? "", apiKey: settings.PIXOMAX_API_KEY ?? "" });
    case "replicate":
    case "fal":
    case "edits":
      return createPaintedProvider(settings, name, log);
  }
}

function createEngine(
  name: "embedded" | "oip",
  settings: Settings,
  log: Logger,
  coloredBy: ColoredBy,
): ColorizeProvider {
  return createEmbeddedProvider({
    name,
    workers: settings.ENGINE_WORKERS,
    threads: settings.ENGINE_THREADS,
    provider: settings.ENGINE_PROVIDER,
    ...locateModels(settings, process.cwd(), coloredBy),
    get maxQueue() {
      return settings.ENGINE_QUEUE;
    },
    log,
  });
}

/** @param micros what the operator pays for a photo, where the provider itself does not say */
function countCost(provider: ColorizeProvider, micros: number | undefined): ColorizeProvider {
  if (micros === undefined) return provider;
  return {
    ...provider,
    async colorize(task, run) {
      const output = await provider.colorize(task, run);
      return { ...output, costMicros: output.costMicros ?? micros };
    },
  };
}
