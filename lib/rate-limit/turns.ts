import { type SetTimer, systemTimer } from "../lifecycle/repeat-every";
import { createFairLine, type Waiting } from "./fair-line";
import type { Holder } from "./slots";

/** A limit on concurrent work in this process; what exceeds it waits in a line that is fair between accounts. */
export type Turns = {
  /** Resolves with a function that gives the turn back. Rejects with the signal's reason when it aborts first. */
  take(signal: AbortSignal, holder?: Holder): Promise<() => void>;
};

/** The work of callers who say nothing about themselves shares one place in the line. */
const nobody: Holder = { account: "", isTest: false };
/**
 * With one turn, test work begins only when live work has paused this long: a caller who sends one photo after the other would
 * otherwise find a test photo in the turn each time.
 */
const livePauseMs = 300;

/** @param setTimer calls back after some milliseconds; for tests */
export function createTurns(count: number, setTimer: SetTimer = systemTimer): Turns {
  const line = createFairLine();
  // Test work never holds the last of several: a photo that pays does not wait for one that takes minutes.
  const maxTests = Math.max(1, count - 1);
  let running = 0;
  let runningTests = 0;
  let isLivePaused = true;
  let cancelPause = () => {};

  function startAll(): void {
    while (running < count) {
      const next = line.startNext({ mayTest: runningTests < maxTests && (count > 1 || isLivePaused) });
      if (!next) return;
      running += 1;
      if (next.holder.isTest) runningTests += 1;
      else {
        isLivePaused = false;
        cancelPause();
      }
      next.enter();
    }
  }

  function end(holder: Holder): void {
    line.end(holder);
    running -= 1;
    if (holder.isTest) runningTests -= 1;
    else if (count === 1) cancelPause = setTimer(endPause, livePauseMs);
    startAll();
  }

  function endPause(): void {
    isLivePaused = true;
    startAll();
  }

  return {
    take(signal, holder = nobody) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const leave = () => {
          line.leave(waiting);
          reject(signal.reason);
        };
        const enter = () => {
          signal.removeEventListener("abort", leave);
          let isGiven = false;
          resolve(() => {
            if (!isGiven) end(holder);
            isGiven = true;
          });
        };
        const waiting: Waiting = { holder, enter };
        signal.addEventListener("abort", leave, { once: true });
        line.join(waiting);
        startAll();
      });
    },
  };
}
