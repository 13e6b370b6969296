import type { Logger } from "pino";
import type { Capability } from "../../../contract/answers";
import type { Settings } from "../../../env/settings-schema";
import type { ColorizeProvider } from "../colorize-provider";
import { createEmbeddedProvider } from "../embedded/create-embedded-provider";
import { locateModels } from "../embedded/graphs/locate-models";
import { createEditsPainter } from "./edits/create-edits-painter";
import { createFalPainter } from "./fal/create-fal-painter";
import type { Painter } from "./painter";
import { createReplicatePainter } from "./replicate/create-replicate-painter";

/** The engines elsewhere, each as its settings say. Another one is a line here and in COLORIZE_PROVIDER. */
const openers = {
  replicate: (settings: Settings, log: Logger) =>
    createReplicatePainter({ ...locateReplicate(settings), token: settings.REPLICATE_API_TOKEN ?? null, log }),
  fal: ({ FAL_URL, FAL_KEY }: Settings, log: Logger) => createFalPainter({ url: FAL_URL, key: FAL_KEY ?? "", log }),
  edits: ({ EDITS_URL, EDITS_API_KEY, EDITS_MODEL, EDITS_PROMPT, EDITS_SIZE }: Settings) =>
    createEditsPainter({
      url: EDITS_URL ?? "",
      apiKey: EDITS_API_KEY ?? null,
      model: EDITS_MODEL,
      prompt: EDITS_PROMPT,
      size: EDITS_SIZE,
    }),
} satisfies Record<string, (settings: Settings, log: Logger) => Painter>;
export type PainterName = keyof typeof openers;

/** The provider whose colors come from the engine `name`, and everything else from the studio's own. */
export function createPaintedProvider(settings: Settings, name: PainterName, log: Logger): ColorizeProvider {
  const painter = openers[name](settings, log);
  const engine = {
    threads: settings.ENGINE_THREADS,
    ...locateModels(settings, process.cwd()),
    get maxQueue() {
      return settings.ENGINE_QUEUE;
    },
    log,
  };
  return joinPainter(painter, { engine, photos: settings.REMOTE_PHOTOS, inspections: settings.ENGINE_WORKERS });
}

type Parts = {
  engine: Omit<Parameters<typeof createEmbeddedProvider>[0], "workers" | "painter">;
  /** How many photos are painted at a time. */
  photos: number;
  /** How many inspections run at a time. */
  inspections: number;
};

/**
 * The studio's engine twice, each started when it is first needed: workers whose photos wait for the painter most of the time, and
 * workers that inspect, so that nobody who chooses a photo waits for one that is being painted.
 */
export function joinPainter(painter: Painter, { engine, photos, inspections }: Parts): ColorizeProvider {
  const painted = createEmbeddedProvider({ ...withQueueOf(engine), workers: photos, painter });
  const inspecting = createEmbeddedProvider({ ...withQueueOf(engine), workers: inspections });
  return {
    name: painter.name,
    async capabilities() {
      const [{ addOns, hints }, color] = await Promise.all([inspecting.capabilities(), readCapability(painter)]);
      return { models: { large: color, tiny: color }, addOns, hints: painter.takesHints ? color : hints };
    },
    loadedModels: () => [...new Set([painted, inspecting].flatMap((each) => each.loadedModels?.() ?? []))],
    readModelTag: async (model) => painter.tagOf(model),
    colorize: painted.colorize,
    inspect: inspecting.inspect,
    checkHealth: () => painter.checkHealth(),
    warmUp: painted.warmUp,
    async close() {
      // The photos first: what they gave to the painter is canceled there while it still can be reached.
      await Promise.all([painted.close(), inspecting.close()]);
      await painter.close();
    },
  };
}

/** A copy whose queue's length is still read at each photo. */
const withQueueOf = <Engine extends { readonly maxQueue: number }>(engine: Engine): Engine =>
  Object.defineProperty({ ...engine }, "maxQueue", { enumerable: true, get: () => engine.maxQueue });

async function readCapability(painter: Painter): Promise<Capability> {
  const reason = await painter.checkHealth().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { available: reason === null, reason };
}

type Replicate = Pick<Settings, "REPLICATE_URL" | "REPLICATE_API_TOKEN" | "REPLICATE_VERSION">;

/**
 * Without TLS, or without a token where an address is set, it is a container: the API wants both. A container has one model, so it is
 * told no version.
 */
function locateReplicate({ REPLICATE_URL, REPLICATE_API_TOKEN, REPLICATE_VERSION }: Replicate) {
  const url = REPLICATE_URL ?? "https://api.replicate.com";
  const isContainer = url.startsWith("http:") || (REPLICATE_URL !== undefined && !REPLICATE_API_TOKEN);
  return { url, version: isContainer ? null : REPLICATE_VERSION };
}
