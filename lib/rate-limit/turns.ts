/** A limit on concurrent work in this process; what exceeds it waits in order of arrival. */
export type Turns = {
  /** Resolves with a function that gives the turn back. Rejects with the signal's reason when it aborts first. */
  take(signal: AbortSignal): Promise<() => void>;
};

export function createTurns(count: number): Turns {
  const waiting: (() => void)[] = [];
  let taken = 0;

  const waitInLine = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.push(enter);
    });

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (taken < count) taken += 1;
      else await waitInLine(signal);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        // The turn passes directly to the next in line, so `taken` does not change.
        const next = waiting.shift();
        if (next) next();
        else taken -= 1;
      };
    },
  };
}
