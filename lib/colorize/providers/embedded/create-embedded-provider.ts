import { rename, rm } from "node:fs/promises";
import path from "node:path";
import type { Model, Order } from "../../../contract/order";
import type { Inspection } from "../../../contract/photos/scan-hints";
import { AppError } from "../../../errors/app-error";
import type { Holder } from "../../../rate-limit/slots";
import { maxPixels } from "../../photo-file/pixel-limit";
import type { ColorizeOutput, ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize-provider";
import { readCapabilities } from "./engine/engine-capabilities";
import type { EngineAnswer, EngineProgress, EngineTask } from "./engine/engine-messages";
import { type Models, nameWeights, selectModels, tagRemote } from "./engine/select-models";
import { type PoolRun, WorkerPool } from "./engine/worker-pool";
import type { ExecutionProvider } from "./graphs/execution-provider";
import type { ModelsPlace } from "./graphs/locate-models";
import { createRemoteChecks } from "./graphs/remote/check-remote";

export type EmbeddedOptions = ModelsPlace & {
  /** Photos colorized at the same time. Each worker holds its own copy of the models. */
  workers: number;
  /** CPU threads per worker. */
  threads: number;
  /** What computes the networks; the CPU where it is left out or cannot be had. */
  provider?: ExecutionProvider;
  /** How many photos may wait; further ones are refused with over_capacity. Read at each photo: it may be a getter. */
  readonly maxQueue: number;
  /** The folder with the studio's package.json. */
  root?: string;
  /** What jobs say colored them; `oip` where the color models are on servers. */
  name?: "embedded" | "oip";
  log?: { warn(fields: object, message: string): void };
};

/** From here on, a photo with 16 bits beside the memory that the networks keep would take more than 1.2 GB. */
const bigPixels = 50_000_000;
const workerFile = "lib/colorize/providers/embedded/engine/engine-worker.ts";

/** Colorizes photos on this machine's CPU, in worker threads; the color alone may come from a model server. Workers start and models load when they are first needed. */
export function createEmbeddedProvider(options: EmbeddedOptions): ColorizeProvider {
  const { threads, provider, modelsDir, addedDir, chosen, isRemoteOnly } = options;
  const place = { threads, provider, modelsDir, addedDir, chosen, isRemoteOnly };
  // Per task: the limit is set where the process starts, which may be later than this.
  const told = () => ({ ...place, maxPixels: maxPixels() });
  const root = options.root ?? process.cwd();
  const pool = openPool(options, root);
  let closed = false;
  const memory = watchMemory(options);
  const checks = createRemoteChecks(() => performance.now());

  const runTask = (task: EngineTask, run: PoolRun<EngineProgress>): Promise<EngineAnswer> =>
    pool.run(task, run).then(memory.note, (error: unknown) => {
      throw closed ? error : nameLostWorker(error);
    });

  /** Rejects when a model that the operator chose is missing or its server cannot run it, so that startup and health checks find it before a customer does. */
  async function selectFaultless(): Promise<Models> {
    const selected = await selectModels(place);
    const [fault] = Object.values(selected.faults);
    if (fault) throw new AppError("not_configured", { detail: fault });
    await Promise.all(Object.values(selected.remotes).map(checks.check));
    return selected;
  }

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
    name: options.name ?? "embedded",
    capabilities: async () => readCapabilities(await selectModels(place)),
    loadedModels: memory.read,
    readModelTag: async (model) => readTag(await selectModels(place), model, checks),
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
      const warm = () => pool.run({ kind: "warm", ...told() }).then((answer) => expect(memory.note(answer), "warmed"));
      await Promise.all(Array.from({ length: options.workers }, warm));
      await selectFaultless();
    },
    async close() {
      closed = true;
      memory.clear();
      await pool.close();
    },
  };
}

/** Null where the model is on a server that was not asked yet, or was not well. */
function readTag(selected: Models, model: Model, checks: ReturnType<typeof createRemoteChecks>): string | null {
  const remote = selected.remotes[model];
  if (!remote) return nameWeights(selected, model);
  const version = checks.peek(remote);
  return version === undefined ? null : tagRemote(model, { ...remote, version });
}

/** One line per process, however many workers and engines find the same. */
let isFaultLogged = false;

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
