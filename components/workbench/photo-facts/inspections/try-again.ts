import { ApiProblem } from "@/lib/client/api-problem";

const maxRetries = 3;
const usualSeconds = 5;
/** Whoever is told to wait longer has used up a limit; a suggestion is not worth holding up everything else for that. */
const longestSeconds = 60;

type Wait = (ms: number) => Promise<void>;

/** Asks a busy studio again after the time that it names, a few times. Rejects as the last try, or as `wait`, does. */
export async function tryAgain<Answer>(ask: () => Promise<Answer>, wait: Wait): Promise<Answer> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await ask();
    } catch (error) {
      const seconds = readDelay(error);
      if (seconds === null || retries === maxRetries) throw error;
      await wait(seconds * 1000);
    }
  }
}

/** Null where trying again would not help. */
function readDelay(error: unknown): number | null {
  if (!(error instanceof ApiProblem) || (error.code !== "over_capacity" && error.code !== "rate_limited")) return null;
  const seconds = error.retryAfterSeconds ?? usualSeconds;
  return seconds > longestSeconds ? null : seconds;
}

/** Rejects with the signal's reason when it aborts. */
export const waitUnless = (signal: AbortSignal, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
