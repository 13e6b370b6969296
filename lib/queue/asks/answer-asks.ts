import "server-only";
import type { Logger } from "pino";
import { z } from "zod";
import type { Db } from "../../db/client";
import { AppError } from "../../errors/app-error";
import { explainFault } from "../../errors/explain-fault";
import { repeatEvery } from "../../lifecycle/repeat-every";
import type { Holder } from "../../rate-limit/slots";
import type { Queue } from "../open-queue";
import { onSignal, sendSignal } from "../signals";
import { type AskClaim, claimAsk, handBackAsk, renewAsks, writeAnswer } from "./ask-rows";
import { type Answer, askTopic } from "./ask-worker";

export type AskTask = {
  id: string;
  data: unknown;
  holder: Holder;
  /** Which try this is, from 1. */
  attempt: number;
  /** Aborts when the caller has given up, another worker has the ask, or the process stops. */
  signal: AbortSignal;
};
/** By kind: what gives the output, as plain data. What it throws is the caller's error. */
export type AskHandlers = Readonly<Record<string, (task: AskTask) => Promise<object>>>;

type Parts = { db: Db; queue: Queue; workerId: string; log: Logger; handlers: AskHandlers };

const renewEveryMs = 3_000;
const messageSchema = z.object({ askId: z.string() });
const givenUp = () => new Error("the caller has given up, or another worker has the ask");

/**
 * Lets this process do what processes without an engine ask for.
 * @param atOnce asks at the same time
 * @returns ends the renewal of leases; after the queue has stopped
 */
export function answerAsks({ db, queue, workerId, log, handlers }: Parts, atOnce: number): () => Promise<void> {
  const running = new Map<string, AbortController>();
  const renew = async () => {
    const before = [...running];
    if (before.length === 0) return;
    const ids = before.map(([id]) => id);
    const ours = new Set(await renewAsks(db, workerId, ids));
    for (const [id, controller] of before) if (!ours.has(id)) controller.abort(givenUp());
  };
  const onError = (error: unknown) => log.error({ err: error }, "could not renew the leases of asks");
  const renewal = repeatEvery(renew, renewEveryMs, { onError });

  async function run(id: string, stopping: AbortSignal): Promise<void> {
    const ask = await claimAsk(db, id, workerId);
    if (!ask) return;
    const claim: AskClaim = { id, workerId, tries: ask.tries };
    const controller = new AbortController();
    const signal = AbortSignal.any([controller.signal, stopping]);
    running.set(id, controller);
    const stopListening = onSignal(askTopic(id), renewal.wake);
    try {
      const handle = handlers[ask.kind];
      if (!handle) throw new Error(`No worker knows how to ${ask.kind}.`);
      const { account, isTest, data, tries } = ask;
      const output = await handle({ id, data, holder: { account, isTest }, attempt: tries, signal });
      await writeAnswer(db, claim, { output } satisfies Answer);
    } catch (error) {
      if (stopping.aborted) await handBackAsk(db, claim);
      else if (!controller.signal.aborted) await writeAnswer(db, claim, describeError(error, log));
    } finally {
      stopListening();
      running.delete(id);
      sendSignal(askTopic(id));
    }
  }

  queue.work("ask", { concurrency: atOnce, schema: messageSchema }, ({ data, signal }) => run(data.askId, signal));
  return renewal.stop;
}

function describeError(thrown: unknown, log: Logger): Answer {
  const error = explainFault(thrown);
  if (!(error instanceof AppError)) {
    log.error({ err: error }, "an ask has failed");
    return { error: { code: "internal_error", detail: "Something went wrong in the studio. Nothing was charged." } };
  }
  const { code, message: detail, param, retryAfterSeconds } = error;
  return { error: { code, detail, param, retryAfterSeconds } };
}
