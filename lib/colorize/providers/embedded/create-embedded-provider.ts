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
import { explainMemory, readMachineMemory } from "./engine/needed-memory";
import { type PoolRun, WorkerPool } from "./engine/pool/worker-pool";
import { type Models, nameWeights, selectModels, tagRemote } from "./engine/select-models";
import type { ExecutionProvider } from "./graphs/execution-provider";
import type { ModelsPlace } from "./graphs/locate-models";
import { createRemoteChecks } from "./graphs/remote/check-remote";
import { openPainting } from "./open-painting";
import type { PictureAsk, PictureReply } from "./stages/color/painted/create-painted-model";
import { watchWarmUp } from "./watch-warm-up";

export type EmbeddedOptions = ModelsPlace & {
  /** Photos colorized at the same time. Each worker holds its own copy of the models. */
  workers: number;
  /** CPU threads per worker. */
  threads: number;
  /** What computes the networks; the CPU where it is left out or cannot be had. */
  provider?: ExecutionProvider;
  /** How many photos may wait; further ones are refused with over_capacity. Read at each photo: it may be a getter. */
  readonly maxQueue: number;
  /** Who colors instead of the studio's own model. Workers then start as they are needed, since most of their time they wait. */
  painter?: Painter;
  /** The folder with the studio's package.json. */
  root?: string;
  /** What jobs say colored them; `oip` where the color models are on servers. */
  name?: "embedded" | "oip";
  log?: { warn(fields: object, message: string): void };
};

/** From here on, a photo with 16 bits beside the memory that the networks keep would take more than 1.2 GB. */
const bigPixels = 50_000_000;
const workerFile = "lib/colorize/providers/embedded/engine/engine-worker.ts";

/**
 * Colorizes photos on this machine's CPU, in worker threads; the color alone may come from a model server or a painter. Workers start
 * and models load when they are first needed.
 */
export function createEmbeddedProvider(options: EmbeddedOptions): ColorizeProvider {
  const { threads, provider, modelsDir, addedDir, chosen, isRemoteOnly, painter } = options;
  const place = { threads, provider, modelsDir, addedDir, chosen, isRemoteOnly };
  // Per task: the limit is set where the process starts, which may be later than this.
  const told = () => ({ ...place, maxPixels: maxPixels() });
  const root = options.root ?? process.cwd();
  const pool = openPool(options, root);
  let closed = false;
  const memory = watchMemory(options);
  const checks = createRemoteChecks(() => performance.now());

  const runTask = (task: EngineTask, run: EngineRun): Promise<EngineAnswer> =>
    pool.run(task, run).then(memory.note, (error: unknown) => {
      throw closed ? error : nameLostWorker(error);
    });

  const selectFaultless = async () => refuseFaults(await selectModels(place), checks);

  const warmUp = watchWarmUp(async () => {
    if (!painter) await warnOfMemory(options);
    const tasks = painter ? ["start" as const] : Array.from({ length: options.workers }, () => "warm" as const);
    const warm = async (kind: "start" | "warm") => expect(memory.note(await pool.run({ kind, ...told() })), "warmed");
    await Promise.all(tasks.map(warm));
    if (!painter) await selectFaultless();
  });

  async function colorize({ photo, order, outputPath }: ColorizeTask, run: ColorizeRun): Promise<ColorizeOutput> {
    const { signal, holder, onProgress } = run;
    const isBig = photo.width * photo.height > bigPixels;
    const painting = painter && openPainting(painter, order);
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
    name: options.name ?? "embedded",
    capabilities: async () => readCapabilities(await selectModels(place)),
    loadedModels: memory.read,
    readModelTag: async (model) => readTag(await selectModels(place), model, checks),
    colorize,
    inspect,
    async checkHealth() {
      if (closed)
        throw new AppError("upstream_error", { detail: "The studio is shutting down. Try again in a minute." });
      const fault = warmUp.readFault();
      if (fault !== undefined) throw fault;
      await refuseWithoutColor(await selectFaultless());
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

/** One line per process, however many workers and engines find the same. */
let isFaultLogged = false;

/** Null where the model is on a server that was not asked yet, or was not well. */
function readTag(selected: Models, model: Order["model"], checks: RemoteChecks): string | null {
  const remote = selected.remotes[model];
  if (!remote) return nameWeights(selected, model);
  const version = checks.peek(remote);
  return version === undefined ? null : tagRemote(model, { ...remote, version });
}

type RemoteChecks = ReturnType<typeof createRemoteChecks>;

/**
 * So that startup and health checks find it before a customer does.
 * @throws {AppError} when a model that the operator chose is missing or its server cannot run it
 */
async function refuseFaults(selected: Models, checks: RemoteChecks): Promise<Models> {
  const [fault] = Object.values(selected.faults);
  if (fault) throw new AppError("not_configured", { detail: fault });
  await Promise.all(Object.values(selected.remotes).map(checks.check));
  return selected;
}

/** @throws {AppError} not_configured */
async function refuseWithoutColor(selected: Models): Promise<void> {
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
function watchMemory({ provider, log }: Pick<EmbeddedOptions, "provider" | "log">) {
  let loaded: readonly string[] = [];
  return {
    read: () => loaded,
    note(answer: EngineAnswer): EngineAnswer {
      if (!("loaded" in answer)) return answer;
      loaded = answer.loaded;
      const { providerFault: reason } = answer;
      if (reason !== null && !isFaultLogged) {
        isFaultLogged = true;
        log?.warn({ provider, reason }, "ENGINE_PROVIDER cannot be used: the networks run on the CPU");
      }
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
  if (answer.kind === "refused") {
    const { code, cause, ...details } = answer;
    throw new AppError(code, { ...details, cause: cause === undefined ? undefined : new Error(cause) });
  }
  if (answer.kind === "failed") {
    const detail = "The engine failed on this photo. Nothing was charged.";
    throw new AppError("upstream_error", { detail, cause: new Error(answer.message) });
  }
  if (answer.kind !== kind)
    throw new AppError("upstream_error", { detail: "The engine returned no output. Nothing was charged." });
  return answer as Extract<EngineAnswer, { kind: Kind }>;
}
