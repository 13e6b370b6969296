import { rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Order } from "../../../contract/order";
import type { Inspection } from "../../../contract/photos/scan-hints";
import { AppError } from "../../../errors/app-error";
import type { Holder } from "../../../rate-limit/slots";
import { maxPixels } from "../../photo-file/pixel-limit";
import type { ColorizeOutput, ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize-provider";
import type { Painter } from "../painters/painter";
import { readCapabilities } from "./engine/engine-capabilities";
import type { EngineAnswer, EngineProgress, EngineTask } from "./engine/engine-messages";
import { type Models, nameWeights, selectModels } from "./engine/select-models";
import { type PoolRun, WorkerPool } from "./engine/worker-pool";
import type { ModelsPlace } from "./graphs/locate-models";
import { openPainting } from "./open-painting";
import type { PictureAsk, PictureReply } from "./stages/color/painted/create-painted-model";

export type EmbeddedOptions = ModelsPlace & {
  /** Photos colorized at the same time. Each worker holds its own copy of the models. */
  workers: number;
  /** CPU threads per worker. */
  threads: number;
  /** How many photos may wait; further ones are refused with over_capacity. Read at each photo: it may be a getter. */
  readonly maxQueue: number;
  /** Who colors instead of the studio's own model. Workers then start as they are needed, since most of their time they wait. */
  painter?: Painter;
  /** The folder with the studio's package.json. */
  root?: string;
  log?: { warn(fields: object, message: string): void };
};

/** From here on, a photo with 16 bits beside the memory that the networks keep would take more than 1.2 GB. */
const bigPixels = 50_000_000;
const workerFile = "lib/colorize/providers/embedded/engine/engine-worker.ts";

/** Colorizes photos on this machine's CPU, in worker threads. Workers start and models load when they are first needed. */
export function createEmbeddedProvider(options: EmbeddedOptions): ColorizeProvider {
  const { threads, modelsDir, addedDir, chosen, painter } = options;
  const place = { threads, modelsDir, addedDir, chosen };
  // Per task: the limit is set where the process starts, which may be later than this.
  const told = () => ({ ...place, maxPixels: maxPixels() });
  const root = options.root ?? process.cwd();
  const pool = openPool(options, root);
  let closed = false;
  const memory = watchMemory();

  const runTask = (task: EngineTask, run: EngineRun): Promise<EngineAnswer> =>
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

  async function colorize({ photo, order, outputPath }: ColorizeTask, run: ColorizeRun): Promise<ColorizeOutput> {
    const { signal, holder, onProgress } = run;
    const isBig = photo.width * photo.height > bigPixels;
    const painting = painter && openPainting(painter, order.model);
    const colored = await writeWhole(outputPath, async (unfinished) => {
      const paths = { inputPath: photo.workPath, sourcePath: photo.path, outputPath: unfinished };
      const answer = await runTask(
        { kind: "colorize", isBig, painter: painting?.traits, ...describeOrder(order), ...told(), ...paths },
        { signal, holder, onMessage: ({ stage, percent }) => onProgress(stage, percent), onAsk: painting?.answer },
      );
      painting?.throwFault();
      return expect(answer, "colored");
    });
    const { width, height, modelTag, facts, changes, paintedBy } = colored;
    return { width, height, modelTag, facts, changes, isOwn: true, paintedBy, costMicros: painting?.readCost() };
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
      const { models } = await readCapabilities(await selectFaultless());
      if (!models.large.available && !models.tiny.available) {
        throw new AppError("not_configured", {
          detail: "The models folder contains no color model. The operator has to restore it.",
        });
      }
    },
    async warmUp() {
      const tasks = painter ? ["start" as const] : Array.from({ length: options.workers }, () => "warm" as const);
      const warm = async (kind: "start" | "warm") => expect(memory.note(await pool.run({ kind, ...told() })), "warmed");
      await Promise.all(tasks.map(warm));
      if (!painter) await selectFaultless();
    },
    async close() {
      closed = true;
      memory.clear();
      await pool.close();
    },
  };
}

/** Renames what was written when it is complete, so that a file with the final name is never partial, whatever happens to the worker. */
async function writeWhole<Result>(path: string, write: (unfinished: string) => Promise<Result>): Promise<Result> {
  const unfinished = `${path}.part`;
  try {
    const result = await write(unfinished);
    await rename(unfinished, path);
    return result;
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
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

type EngineRun = PoolRun<EngineProgress, PictureAsk, PictureReply>;

function openPool(options: EmbeddedOptions, root: string) {
  return new WorkerPool<EngineTask, EngineProgress, EngineAnswer, PictureAsk, PictureReply>({
    ...options,
    ...(options.painter && { firstWorkers: 1 }),
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
