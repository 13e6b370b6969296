import "server-only";
import { z } from "zod";
import type { Db } from "../../db/client";
import { createPublicId } from "../../db/public-id";
import { AppError } from "../../errors/app-error";
import { errorCodes } from "../../errors/error-codes";
import { repeatEvery } from "../../lifecycle/repeat-every";
import { type Holder, holdsShare } from "../../rate-limit/slots";
import { onSignal, sendSignal } from "../signals";
import { addAsk, countAsks, deleteAsk, maxAskTries, readAsk, requeueDeadAsk } from "./ask-rows";

/** What the workers of a studio can take: how many photos at a time, and how many may wait for that. */
export type WorkerPlaces = { atOnce: number; waiting: number };

/** Lets a worker do something and resolves with its output. */
export type AskWorker = <Output>(ask: {
  /** Makes the name of the ask's files; see askFolder. */
  id: string;
  kind: string;
  data: object;
  schema: z.ZodType<Output>;
  holder: Holder;
  /** Aborts: the caller waits no longer, and the worker stops. */
  signal: AbortSignal;
}) => Promise<Output>;

type Parts = {
  db: Db;
  /** Of the workers that run now. */
  readPlaces: () => WorkerPlaces | Promise<WorkerPlaces>;
  /** A signal may get lost, so the row is looked at besides. */
  lookEveryMs?: number;
};

/** So many looks in a row without any worker, and an ask that nobody has is given up: half a minute, in which one restarts. */
const looksWithoutWorkers = 15;
/** Weight of the last ask in the moving average. */
const lastPart = 1 / 8;

export const createAskId = (): string => createPublicId("ask");
/** Where the storage keeps the files of an ask, as if it were a job. */
export const askFolder = (id: string): string => id.replace("ask_", "job_");
export const askInput = (id: string): string => `${askFolder(id)}/in.photo`;
export const askOutput = (id: string): string => `${askFolder(id)}/out.photo`;
export const askTopic = (id: string): string => `ask:${id}`;

export const answerSchema = z.union([
  z.object({ output: z.unknown() }),
  z.object({
    error: z.object({
      code: z.enum(errorCodes),
      detail: z.string(),
      param: z.string().optional(),
      retryAfterSeconds: z.number().optional(),
    }),
  }),
]);
export type Answer = z.infer<typeof answerSchema>;

/**
 * For a process without an engine. A worker that dies is replaced by another one, three times at most.
 * Rejects with the worker's error, over_capacity when as many wait as the workers together take, engine_failed when none runs, and
 * the signal's reason.
 */
export function createAskWorker({ db, readPlaces, lookEveryMs = 2_000 }: Parts): AskWorker {
  let averageMs = 2_000;

  async function checkPlaces(holder: Holder): Promise<void> {
    const { atOnce, waiting } = await readPlaces();
    if (atOnce === 0) throw noWorker();
    const { all, own, tests } = await countAsks(db, holder);
    const free = atOnce + waiting - all;
    if (free > 0 && !holdsShare(holder, { own, tests, free })) return;
    throw overCapacity({ isOwnShare: free > 0, own, all, seconds: averageMs / 1000 / atOnce });
  }

  return async (ask) => {
    const { id, schema, holder, signal } = ask;
    signal.throwIfAborted();
    await checkPlaces(holder);
    const since = performance.now();
    try {
      await addAsk(db, ask);
      const answer = await waitForAnswer({ db, readPlaces, lookEveryMs }, id, signal);
      averageMs += (performance.now() - since - averageMs) * lastPart;
      if ("error" in answer) throw new AppError(answer.error.code, answer.error);
      return schema.parse(answer.output);
    } finally {
      await deleteAsk(db, id);
      sendSignal(askTopic(id));
    }
  };
}

function waitForAnswer(
  { db, readPlaces, lookEveryMs }: Required<Parts>,
  id: string,
  signal: AbortSignal,
): Promise<Answer> {
  let withoutWorkers = 0;
  return new Promise((resolve, reject) => {
    const look = async () => {
      const state = await readAsk(db, id);
      if (state?.answer) return end(() => resolve(answerSchema.parse(state.answer)));
      if (state?.isDead && !(await requeueDeadAsk(db, id)) && state.tries >= maxAskTries)
        return end(() => reject(workersDied()));
      const isNobodys = state !== null && (state.tries === 0 || state.isDead);
      withoutWorkers = isNobodys && (await readPlaces()).atOnce === 0 ? withoutWorkers + 1 : 0;
      if (withoutWorkers >= looksWithoutWorkers) end(() => reject(noWorker()));
    };
    // A database that is away for a moment is asked again; the caller's deadline ends it.
    const looking = repeatEvery(look, lookEveryMs, { onError() {} });
    const stopListening = onSignal(askTopic(id), looking.wake);
    const onAbort = () => end(() => reject(signal.reason));
    function end(settle: () => void): void {
      stopListening();
      signal.removeEventListener("abort", onAbort);
      void looking.stop();
      settle();
    }
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

const noWorker = () =>
  new AppError("engine_failed", {
    detail: "None of this studio's workers is running, so no photo can be colorized now. Nothing was charged.",
    retryAfterSeconds: 30,
  });
const workersDied = () =>
  new AppError("engine_failed", {
    detail: `The studio stopped ${maxAskTries} times in the middle of the photo. Nothing was charged.`,
    retryAfterSeconds: 5,
  });

function overCapacity({
  isOwnShare,
  own,
  all,
  seconds,
}: {
  isOwnShare: boolean;
  own: number;
  all: number;
  seconds: number;
}) {
  const full = isOwnShare
    ? `The workers have ${own} photos of this account already, its share of the queue.`
    : `The queue is full: ${all} photos are with the workers or wait for them.`;
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds));
  return new AppError("over_capacity", {
    detail: `${full} Try again in ${retryAfterSeconds} s. Nothing was charged.`,
    retryAfterSeconds,
  });
}
