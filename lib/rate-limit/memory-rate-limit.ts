import { RateLimiterMemory } from "rate-limiter-flexible";
import { type LimitOptions, type RateLimit, toRateLimit } from "./rate-limit";

/** A rate limit counted in this process. Several processes each count on their own. */
export function createMemoryRateLimit({ limit, windowSeconds }: Omit<LimitOptions, "name">): RateLimit {
  const counter = new RateLimiterMemory({ points: limit, duration: windowSeconds });
  return toRateLimit(limit, async (name) => ({ counter, name }));
}
