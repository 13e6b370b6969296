/** Whether an engine's models are in memory, from its first warm-up on. */
export type WarmUp = {
  /** The first warm-up is under way. */
  isLoading(): boolean;
  /** Runs a warm-up, of which there is one at a time. Rejects with what kept a model from being loaded. */
  run(): Promise<void>;
  /** What kept a model from being loaded, until a later warm-up succeeds. Asking begins one, as the operator may have repaired it. */
  readFault(): unknown;
};

/** A warm-up occupies the engine for seconds, and health is asked for every few. */
const retryAfterMs = 60_000;

/**
 * @param warm loads what the first photo would wait for
 * @param now milliseconds of any clock that never goes back
 */
export function watchWarmUp(warm: () => Promise<void>, now: () => number = () => performance.now()): WarmUp {
  let running: Promise<void> | undefined;
  let runs = 0;
  let fault: unknown;
  let endedAt = 0;

  function run(): Promise<void> {
    running ??= warm()
      .then(
        () => {
          fault = undefined;
        },
        (error: unknown) => {
          fault = error;
          throw error;
        },
      )
      .finally(() => {
        running = undefined;
        runs += 1;
        endedAt = now();
      });
    return running;
  }

  return {
    isLoading: () => running !== undefined && runs === 0,
    run,
    readFault() {
      const found = fault;
      if (found !== undefined && now() - endedAt >= retryAfterMs) run().catch(() => {});
      return found;
    },
  };
}
