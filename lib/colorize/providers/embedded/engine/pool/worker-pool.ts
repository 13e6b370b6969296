import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import { AppError } from "../../../../../errors/app-error";
import { formatCount } from "../../../../../format/format-numbers";
import { createSlots, type Holder, type Slots } from "../../../../../rate-limit/slots";
import { createTurns, type Turns } from "../../../../../rate-limit/turns";
import { createNativeLock, type NativeLock, seizeNative } from "../../graphs/native-lock";
import { listenToPort } from "./port-asks";

export type PoolOptions = {
  /** A module, TypeScript or JavaScript, whose default export takes `{ task, port, lock }` and returns the answer. */
  file: string;
  /** The folder with package.json and node_modules. */
  root: string;
  workers: number;
  /** How many start with the first task; the others when so many tasks run at a time. By default all. */
  firstWorkers?: number;
  /** How many tasks may wait while all workers are busy. Read at each task: it may be a getter. */
  readonly maxQueue: number;
  log?: { warn(fields: object, message: string): void };
};

export type PoolRun<Message, Ask = never, Reply = never> = {
  signal?: AbortSignal;
  onMessage?: (message: Message) => void;
  /** Answers what the worker asks during the task (`askOverPort`). Its signal aborts when the task ends, for whatever reason. */
  onAsk?: (ask: Ask, signal: AbortSignal) => Promise<Reply>;
  /** Whose work it is; without one it is the studio's own. */
  holder?: Holder;
};
export type PoolTask<Task> = { task: Task; port: MessagePort; lock: NativeLock };

/**
 * Worker threads behind a bounded queue, started by the first task. The queue is ours and shared between accounts (see Turns);
 * the pool itself is never given more tasks than it has workers, since it lets some wait out of order. Aborting drops a waiting
 * task at once; it ends the worker of a running task as soon as that is outside native code. A worker that dies fails only its
 * own task. Ended workers are replaced.
 */
export class WorkerPool<Task, Message, Answer, Ask = never, Reply = never> {
  private pool: Piscina | undefined;
  private readonly closing = new AbortController();
  private readonly locks = new Set<NativeLock>();
  private readonly slots: Slots;
  private readonly turns: Turns;

  constructor(private readonly options: PoolOptions) {
    this.slots = createSlots(() => options.workers + options.maxQueue);
    this.turns = createTurns(options.workers);
  }

  /** @throws {AppError} over_capacity, upstream_error, or the reason of the signal */
  async run(task: Task, run: PoolRun<Message, Ask, Reply> = {}): Promise<Answer> {
    const { signal, holder } = run;
    if (signal?.aborted) throw stopped(signal);
    if (this.closing.signal.aborted)
      throw new AppError("upstream_error", { detail: "The studio is shutting down. Try again in a minute." });
    const freeSlot = this.slots.take(holder);
    if (!freeSlot) throw this.refuse(holder);
    try {
      const waiting = AbortSignal.any([this.closing.signal, ...(signal ? [signal] : [])]);
      const giveTurnBack = await this.turns.take(waiting, holder);
      try {
        return await this.runInWorker(task, run);
      } finally {
        giveTurnBack();
      }
    } catch (cause) {
      if (signal?.aborted) throw stopped(signal);
      if (!this.closing.signal.aborted) this.options.log?.warn({ err: cause }, "an engine worker failed");
      throw new AppError("upstream_error", { detail: "The engine failed on this photo. Nothing was charged.", cause });
    } finally {
      freeSlot();
    }
  }

  private async runInWorker(task: Task, { signal, ...listeners }: PoolRun<Message, Ask, Reply>): Promise<Answer> {
    const { port1, port2 } = new MessageChannel();
    const asking = new AbortController();
    listenToPort(port1, listeners, AbortSignal.any([asking.signal, this.closing.signal]));
    const lock = createNativeLock();
    const ending = new AbortController();
    const end = () => {
      asking.abort(signal?.reason);
      void seizeNative(lock).then(() => ending.abort());
    };
    signal?.addEventListener("abort", end, { once: true });
    this.locks.add(lock);
    try {
      return await this.start().run({ task, port: port2, lock }, { transferList: [port2], signal: ending.signal });
    } finally {
      signal?.removeEventListener("abort", end);
      // A worker that died leaves what it asked for, which somebody else may be computing and charging for.
      asking.abort();
      this.locks.delete(lock);
      port1.close();
    }
  }

  /** Ends all workers. Running and waiting tasks are rejected. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.locks].map(seizeNative));
    await this.pool?.destroy();
    this.pool = undefined;
  }

  private refuse(holder: Holder | undefined): AppError {
    const { isOwnShare, held, retryAfterSeconds } = this.slots.refusal(holder);
    const full = isOwnShare
      ? `The engine has ${held} photos of this account already, its share of the queue.`
      : `The queue is full: ${this.options.maxQueue} photos are waiting.`;
    const detail = `${full} Try again in ${formatCount(retryAfterSeconds, "second")}. Nothing was charged.`;
    return new AppError("over_capacity", { detail, retryAfterSeconds });
  }

  private start(): Piscina {
    if (this.pool) return this.pool;
    const { file, root, workers, firstWorkers = workers, log } = this.options;
    const tsx = createRequire(path.join(/* turbopackIgnore: true */ root, "package.json")).resolve("tsx");
    const pool = new Piscina({
      filename: file,
      minThreads: firstWorkers,
      maxThreads: workers,
      idleTimeout: Number.POSITIVE_INFINITY,
      // With atomics a waiting worker would block its event loop, which sharp and file access need.
      atomics: "disabled",
      execArgv: ["--import", pathToFileURL(tsx).href],
    });
    pool.on("error", (error: unknown) => {
      log?.warn({ err: error }, "an engine worker could not start or died while idle");
      // Without any worker, waiting tasks would never end. The next task starts a new pool.
      if (pool.threads.length > 0) return;
      if (this.pool === pool) this.pool = undefined;
      void pool.destroy();
    });
    this.pool = pool;
    return pool;
  }
}

function stopped(signal: AbortSignal): AppError {
  if (signal.reason instanceof AppError) return signal.reason;
  return new AppError("upstream_timeout", {
    detail: "The photo was stopped before it was finished. Nothing was charged.",
    cause: signal.reason,
  });
}
