import { AsyncResource } from "node:async_hooks";

/** Calls `run` once after `ms`, unless the function it returns is called before. */
export type SetTimer = (run: () => void, ms: number) => () => void;

/** The real one. What waits on it does not keep the process alive. */
export const systemTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

export type Repetition = {
  /** Runs the work now; while it is running, once more right after. Does nothing once stopped. */
  wake(): void;
  /** Starts nothing more, and resolves when the run that is under way has ended. */
  stop(): Promise<void>;
};

type Options = {
  /** Told of every run that fails. The next one comes as if it had not. */
  onError: (error: unknown) => void;
  /** For tests. */
  setTimer?: SetTimer;
};

/**
 * Runs `work` now and again and again, one run at a time. `interval` is the time in milliseconds between the end of one run
 * and the start of the next (so that work which the machine is too slow for leaves it room), or a function that is asked for
 * it after each run.
 */
export function repeatEvery(
  work: () => Promise<void>,
  interval: number | (() => number),
  { onError, setTimer = systemTimer }: Options,
): Repetition {
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;
  let cancelTimer = () => {};

  // Whoever wakes it causes one run at most: those that follow must not be logged as part of that request.
  const run = AsyncResource.bind(async () => {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
  });
  const wake = () => {
    if (isStopped) return;
    isWoken = running !== null;
    if (running) return;
    cancelTimer();
    running = run().finally(() => {
      running = null;
      if (isWoken) wake();
      else if (!isStopped) cancelTimer = setTimer(wake, typeof interval === "number" ? interval : interval());
    });
  };

  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      cancelTimer();
      await running;
    },
  };
}
