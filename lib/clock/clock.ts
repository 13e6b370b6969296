/** Time is passed in, so that tests can move it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Runs `work` with a signal that aborts with `reason()` once `seconds` have passed; what the work makes of that is its own. */
export async function withDeadline<T>(
  seconds: number,
  reason: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(reason()), seconds * 1000);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}
