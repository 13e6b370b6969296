import { createHmac } from "node:crypto";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** The decision about one request. `resetAt` is when the whole limit is available again. */
export type RateDecision = {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetAt: Date;
  retryAfterSeconds: number;
};

/** The port to a counter. `key` identifies who is counted and must not be a secret. */
export interface RateLimit {
  take(key: string): Promise<RateDecision>;
  /** Takes back one `take` that was allowed and turned out not to count, such as the right password among guesses. */
  giveBack(key: string): Promise<void>;
  /** Resets the count of `key`, for example after a successful sign-in. */
  reset(key: string): Promise<void>;
}

/** `name` keeps the counts of one limit apart from those of another. `limit` is read at every request: it may be a getter. */
export type LimitOptions = { readonly name: string; readonly limit: number; readonly windowSeconds: number };

/** What a count is called outside this process: nobody reads an address or an account from it without `secret`. */
export const hideKey = (secret: string, name: string, key: string): string =>
  createHmac("sha256", secret).update(`rate limit\n${name}\n${key}`).digest("base64url");

type Counter = Pick<RateLimiterAbstract, "points" | "consume" | "get" | "reward" | "delete">;

/**
 * A rate limit on one of the library's counters.
 * @param counterOf the counter of a key, and the key's name there
 */
export function toRateLimit(
  options: Pick<LimitOptions, "limit">,
  counterOf: (key: string) => Promise<{ counter: Counter; name: string }>,
): RateLimit {
  const decide = (state: RateLimiterRes, allowed: boolean): RateDecision => ({
    allowed,
    limit: options.limit,
    remaining: Math.max(0, state.remainingPoints),
    resetAt: new Date(Date.now() + state.msBeforeNext),
    retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  });
  return {
    async take(key) {
      const { counter, name } = await counterOf(key);
      counter.points = options.limit;
      try {
        return decide(await counter.consume(name), true);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return decide(refusal, false);
        throw refusal;
      }
    },
    async giveBack(key) {
      const { counter, name } = await counterOf(key);
      // Without a count there is nothing to give back to: its window is over.
      if ((await counter.get(name)) !== null) await counter.reward(name);
    },
    async reset(key) {
      const { counter, name } = await counterOf(key);
      await counter.delete(name);
    },
  };
}

/** A rate limit counted in this process alone. */
export function createMemoryRateLimit(options: Omit<LimitOptions, "name">): RateLimit {
  const counter = new RateLimiterMemory({ points: options.limit, duration: options.windowSeconds });
  return toRateLimit(options, async (name) => ({ counter, name }));
}
