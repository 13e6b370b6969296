import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RateDecision, RateLimit } from "./rate-limit";

/** A rate limit counted in this process. Several processes each count on their own. */
export function createMemoryRateLimit({ limit, windowSeconds }: { limit: number; windowSeconds: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: limit, duration: windowSeconds });
  const decide = (state: RateLimiterRes, allowed: boolean): RateDecision => ({
    allowed,
    limit,
    remaining: Math.max(0, state.remainingPoints),
    resetAt: new Date(Date.now() + state.msBeforeNext),
    retryAfterSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  });
  return {
    async take(key) {
      try {
        return decide(await limiter.consume(key), true);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return decide(refusal, false);
        throw refusal;
      }
    },
    async giveBack(key) {
      // Without a count there is nothing to give back to: its window is over.
      if ((await limiter.get(key)) !== null) await limiter.reward(key);
    },
    async reset(key) {
      await limiter.delete(key);
    },
  };
}
