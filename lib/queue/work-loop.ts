import "server-only";
import type PgBoss from "pg-boss";
import type { Logger } from "pino";
import { repeatEvery } from "../lifecycle/repeat-every";
import { policyOf, type QueueName } from "./queue-names";

/** A message that this process has taken. `signal` is aborted when its time is over, or the process can wait for it no longer. */
export type Message<Data> = { id: string; data: Data; signal: AbortSignal };

type Options = {
  boss: PgBoss;
  name: QueueName;
  /** Messages at once in this process. */
  concurrency: number;
  handle: (message: Message<unknown>) => Promise<void>;
  log: Logger;
};
export type WorkLoop = { wake(): void; stop(graceMs: number): Promise<void> };
type Run = { done: Promise<void>; end: AbortController };

/** Only for what no signal told of and no look found. */
const idleMs = 60_000;

/**
 * Takes messages while there is room and lets `handle` have them. Not pg-boss' own `work`: that leaves the promises of its
 * bookkeeping unawaited, so that a database which is away for a moment ends the process, and polls once for each place.
 */
export function startWorkLoop({ boss, name, concurrency, handle, log }: Options): WorkLoop {
  const running = new Map<string, Run>();

  const take = async () => {
    const room = concurrency - running.size;
    const messages = room > 0 ? await boss.fetch<unknown>(name, { batchSize: room }) : [];
    for (const message of messages) begin(message);
  };
  const begin = ({ id, data, expireInSeconds }: PgBoss.Job<unknown>) => {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), expireInSeconds * 1000);
    const done = handle({ id, data, signal: end.signal })
      .then(
        () => finish(id),
        (error: unknown) => giveUp(id, error),
      )
      .catch((error: unknown) =>
        log.error({ err: error, queue: name }, "could not settle a message; it will run again"),
      )
      .finally(() => {
        clearTimeout(timer);
        running.delete(id);
        loop.wake();
      });
    running.set(id, { done, end });
  };
  const finish = (id: string) => (policyOf(name).keepsDone ? boss.complete(name, id) : boss.deleteJob(name, id));
  const giveUp = async (id: string, error: unknown) => {
    if (isEnding) return; // handed back by stop()
    log.warn({ err: error, queue: name }, "a message failed; it is tried again as often as its queue allows");
    await boss.fail(name, id);
  };
  const onError = (error: unknown) =>
    log.error({ err: error, queue: name }, "could not take messages; it will be retried");
  let isEnding = false;
  const loop = repeatEvery(take, idleMs, { onError });

  return {
    wake: loop.wake,
    async stop(graceMs) {
      await loop.stop();
      await settleWithin(
        [...running.values()].map(({ done }) => done),
        graceMs,
      );
      isEnding = true;
      const left = [...running];
      if (left.length === 0) return;
      for (const [, { end }] of left) end.abort();
      // For another process, as if never taken: a failed try is not counted.
      const ids = left.map(([id]) => id);
      await boss.cancel(name, ids);
      await boss.resume(name, ids);
    },
  };
}

async function settleWithin(runs: Promise<void>[], ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.all(runs), grace]);
  clearTimeout(timer);
}
