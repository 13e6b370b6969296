import { rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Order } from "../../../contract/order";
import type { Inspection } from "../../../contract/photos/scan-hints";
import { AppError } from "../../../errors/app-error";
import type { Holder } from "../../../rate-limit/slots";
import { maxPixels } from "../../photo-file/pixel-limit";
import type { ColorizeOutput, ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize-provider";
import { readCapabilities } from "./engine/engine-capabilities";
import type { EngineAnswer, EngineProgress, EngineTask } from "./engine/engine-messages";
import { explainMemory, readMachineMemory } from "./engine/needed-memory";
import { type Models, nameWeights, selectModels } from "./engine/select-models";
import { type PoolRun, WorkerPool } from "./engine/worker-pool";
import type { ModelsPlace } from "./graphs/locate-models";
import { watchWarmUp } from "./watch-warm-up";

export type EmbeddedOptions = ModelsPlace & {
  /** Photos colorized at the same time. Each worker holds its own copy of the models. */
  workers: number;
  /** CPU threads per worker. */
  threads: number;
  /** How many photos may wait; further ones are refused with over_capacity. Read at each photo: it may be a getter. */
  readonly maxQueue: number;
  /** The folder with the studio's package.json. */
  root?: string;
  log?: { warn(fields: object, message: string): void };
};

/** From here on, a photo with 16 bits beside the memory that the networks keep would take more than 1.2 GB. */
const bigPixels = 50_000_000;
const workerFile = "lib/colorize/providers/embedded/engine/engine-worker.ts";

/** Colorizes photos on this machine's CPU, in worker threads. Workers start and models load when they are first needed. */
export function createEmbeddedProvider(options: EmbeddedOptions): ColorizeProvider {
  const { threads, modelsDir, addedDir, chosen } = options;
  const place = { threads, modelsDir, addedDir, chosen };
  // Per task: the limit is set where the process starts, which may be later than this.
  const told = () => ({ ...place, maxPixels: maxPixels() });
  const root = options.root ?? process.cwd();
  const pool = openPool(options, root);
  let closed = false;
  const memory = watchMemory();

  const runTask = (task: EngineTask, run: PoolRun<EngineProgress>): Promise<EngineAnswer> =>
    pool.run(task, run).then(memory.note, (error: unknown) => {
      throw closed ? error : nameLostWorker(error);
    });

  /** Rejects when a model that the operator chose is missing, so that startup and health checks find it before a customer does. */
  async function selectFaultless(): Promise<Models> {
    const selected = await selectModels(place);
    const [fault] = Object.values(selected.faults);
    if (fault) throw new AppError("not_configured", { detail: fault });
    return selected;
  }

  const warmUp = watchWarmUp(async () => {
    await warnOfMemory(options);
    const warm = () => pool.run({ kind: "warm", ...told() }).then((answer) => expect(memory.note(answer), "warmed"));
    await Promise.all(Array.from({ length: options.workers }, warm));
    await selectFaultless();
  });

  async function colorize({ photo, order, outputPath }: ColorizeTask, run: ColorizeRun): Promise<ColorizeOutput> {
    // Renamed when complete, so that a file with the final name is never partial, whatever happens to the worker.
    const unfinished = `${outputPath}.part`;
    const paths = { inputPath: photo.workPath, sourcePath: photo.path, outputPath: unfinished };
    const isBig = photo.width * photo.height > bigPixels;
    try {
      const answer = await runTask(
        { kind: "colorize", isBig, ...describeOrder(order), ...told(), ...paths },
        { signal: run.signal, holder: run.holder, onMessage: ({ stage, percent }) => run.onProgress(stage, percent) },
      );
      const { width, height, modelTag, facts, changes } = expect(answer, "colored");
      await rename(unfinished, outputPath);
      return { width, height, modelTag, facts, changes, isOwn: true };
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw error;
    }
  }

  async function inspect(inputPath: string, signal: AbortSignal, holder?: Holder): Promise<Inspection> {
    // A line of its own: a photo that was just chosen is not inspected after the thirty that the same person is coloring.
    const inspecting = holder && { ...holder, account: `inspect ${holder.account}` };
    const answer = await runTask({ kind: "inspect", inputPath, ...told() }, { signal, holder: inspecting });
    return expect(answer, "inspected").inspection;
  }

  return {
    name: "embedded",
    capabilities: async () => readCapabilities(await selectModels(place)),
    loadedModels: memory.read,
    readModelTag: async (model) => nameWeights(await selectModels(place), model),
    colorize,
    inspect,
    async checkHealth() {
      if (closed)
        throw new AppError("upstream_error", { detail: "The studio is shutting down. Try again in a minute." });
      const fault = warmUp.readFault();
      if (fault !== undefined) throw fault;
      await needColorModel(await selectFaultless());
    },
    isLoading: warmUp.isLoading,
    warmUp: warmUp.run,
    async close() {
      closed = true;
      memory.clear();
      await pool.close();
    },
  };
}

/** @throws {AppError} not_configured */
async function needColorModel(selected: Models): Promise<void> {
  const { models } = await readCapabilities(selected);
  if (models.large.available || models.tiny.available) return;
  const detail = "The models folder contains no color model. The operator has to restore it.";
  throw new AppError("not_configured", { detail });
}

/** Of models that the operator added; a manifest that can't be read is reported by the warm-up itself. */
async function warnOfMemory({ workers, log, ...place }: EmbeddedOptions): Promise<void> {
  const selected = await selectModels(place).catch(() => ({ models: [] }));
  const added = selected.models.filter(({ dir }) => dir !== place.modelsDir);
  const warning = explainMemory(added, workers, readMachineMemory());
  if (warning) log?.warn({ workers, models: added.map(({ name }) => name) }, warning);
}

/** What the workers have in memory, as the last answer of one says: each loads the same. */
function watchMemory() {
  let loaded: readonly string[] = [];
  return {
    read: () => loaded,
    note(answer: EngineAnswer): EngineAnswer {
      if ("loaded" in answer) loaded = answer.loaded;
      return answer;
    },
    clear() {
      loaded = [];
    },
  };
}

function openPool(options: EmbeddedOptions, root: string) {
  return new WorkerPool<EngineTask, EngineProgress, EngineAnswer>({
    ...options,
    // Not its present value, which may be changed while the engine runs.
    get maxQueue() {
      return options.maxQueue;
    },
    root,
    file: path.join(/* turbopackIgnore: true */ root, workerFile),
  });
}

function describeOrder(order: Order) {
  const { model, cleanScratches, faceRemaster, strength, page, rotate } = order;
  const { outputFormat: format, metadata: policy, outputProfile: profile, bitDepth: depth } = order;
  return { model, cleanScratches, faceRemaster, strength, page, rotate, format, policy, profile, depth };
}

/** The worker answers whatever goes wrong with a photo, so a task that the pool failed has lost its worker. */
function nameLostWorker(error: unknown): unknown {
  if (!(error instanceof AppError && error.code === "upstream_error")) return error;
  return new AppError("engine_failed", {
    detail: "The engine stopped in the middle of the photo and is starting again. Nothing was charged.",
    retryAfterSeconds: 5,
    cause: error,
  });
}

/** @throws {AppError} the worker's refusal; upstream_error for a failure or an unexpected answer */
function expect<Kind extends EngineAnswer["kind"]>(answer: EngineAnswer, kind: Kind) {
  if (answer.kind === "refused") throw new AppError(answer.code, { detail: answer.detail });
  if (answer.kind === "failed") {
    const detail = "The engine failed on this photo. Nothing was charged.";
    throw new AppError("upstream_error", { detail, cause: new Error(answer.message) });
  }
  if (answer.kind !== kind)
    throw new AppError("upstream_error", { detail: "The engine returned no output. Nothing was charged." });
  return answer as Extract<EngineAnswer, { kind: Kind }>;
}
