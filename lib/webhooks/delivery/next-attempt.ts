import "server-only";

type Retry = { attempts: number; now: Date; retrySeconds: readonly number[]; random: () => number };

/** When to try again after `attempts` failures, up to a tenth sooner or later so that many do not come back at once; null: never. */
export function nextAttempt({ attempts, now, retrySeconds, random }: Retry): Date | null {
  const seconds = retrySeconds[attempts - 1];
  if (seconds === undefined) return null;
  return new Date(now.getTime() + Math.round(seconds * 1000 * (0.9 + 0.2 * random())));
}
