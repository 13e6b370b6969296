import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "../../../../errors/app-error";

/** How work at an engine stands. `failed` is the engine's own end of it, so nothing is left there to cancel. */
export type WorkState<Done> = { is: "running" } | { is: "done"; done: Done } | { is: "failed"; error: AppError };

/** Work that an engine does in its own time. `Begun` names it there. */
export type RemoteWork<Begun, Done> = {
  /** Ends soon by itself: when the caller gives up meanwhile, it is awaited all the same, to cancel what it began. */
  begin(signal: AbortSignal): Promise<{ begun: Begun; state: WorkState<Done> }>;
  check(begun: Begun, signal: AbortSignal): Promise<WorkState<Done>>;
  cancel(begun: Begun, signal: AbortSignal): Promise<void>;
};

export type FollowerDeps = {
  log?: { warn(fields: object, message: string): void };
  /** For tests. Rejects when the signal aborts. */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};
export type WorkFollower = {
  /** @throws {AppError} what the work's steps reject with, or the engine's failure; the signal's reason when it aborts */
  follow<Begun, Done>(work: RemoteWork<Begun, Done>, signal: AbortSignal): Promise<Done>;
  /** Resolves when nothing is being canceled any more, or after 5 s. */
  settle(): Promise<void>;
};

const beginMs = 90_000;
const cancelMs = 10_000;
const settleMs = 5_000;
const [firstPauseMs, longestPauseMs] = [300, 2_000];
/** How often in a row the question how the work stands may fail: the engine charges for it whether or not anybody hears the end. */
const lostChecks = 3;

export function createWorkFollower({
  log,
  pause = (ms, signal) => wait(ms, undefined, { signal }),
}: FollowerDeps): WorkFollower {
  const canceling = new Set<Promise<void>>();

  /** In the background: the photo is not kept back by what is given up. */
  function keep(ending: Promise<void>): void {
    const kept = ending
      .catch((error: unknown) => log?.warn({ err: error }, "could not cancel a picture at the engine that paints it"))
      .finally(() => canceling.delete(kept));
    canceling.add(kept);
  }

  async function begin<Begun, Done>(work: RemoteWork<Begun, Done>, signal: AbortSignal) {
    const beginning = work.begin(AbortSignal.timeout(beginMs));
    return Promise.race([beginning, rejectOn(signal)]).catch((error: unknown) => {
      const giveUp = async ({ begun, state }: Awaited<typeof beginning>) => {
        if (state.is === "running") await cancel(work, begun);
      };
      if (signal.aborted) keep(beginning.then(giveUp, () => {}));
      throw error;
    });
  }

  async function awaitEnd<Begun, Done>(work: RemoteWork<Begun, Done>, begun: Begun, signal: AbortSignal) {
    let lost = 0;
    for (let ms = firstPauseMs; ; ms = Math.min(ms * 1.5, longestPauseMs)) {
      await pause(ms, signal);
      try {
        const state = await work.check(begun, signal);
        lost = 0;
        if (state.is !== "running") return state;
      } catch (error) {
        lost += 1;
        if (lost >= lostChecks || !isPassing(error)) throw error;
      }
    }
  }

  return {
    async follow(work, signal) {
      signal.throwIfAborted();
      const { begun, state } = await begin(work, signal);
      const end = state.is === "running" ? await finish(work, begun, signal) : state;
      if (end.is === "failed") throw end.error;
      return end.done;
    },
    async settle() {
      await Promise.race([Promise.all(canceling), wait(settleMs, undefined, { ref: false })]);
    },
  };

  async function finish<Begun, Done>(work: RemoteWork<Begun, Done>, begun: Begun, signal: AbortSignal) {
    try {
      return await awaitEnd(work, begun, signal);
    } catch (error) {
      keep(cancel(work, begun));
      signal.throwIfAborted();
      throw error;
    }
  }
}

const cancel = <Begun>(work: Pick<RemoteWork<Begun, unknown>, "cancel">, begun: Begun): Promise<void> =>
  work.cancel(begun, AbortSignal.timeout(cancelMs));

const isPassing = (error: unknown): boolean =>
  error instanceof AppError && (error.code === "upstream_error" || error.code === "over_capacity");

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
