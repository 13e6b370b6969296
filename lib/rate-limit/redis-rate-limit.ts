import { Redis } from "ioredis";
import type { Logger } from "pino";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { hideKey, type LimitOptions, type RateLimit, toRateLimit } from "./rate-limit";

/** A request that Redis does not answer in this time is counted in memory. */
const answerWithinMs = 500;
const reconnectEveryMs = 1_000;

export type RedisCounts = { createRateLimit(options: LimitOptions): RateLimit; close(): Promise<void> };

/**
 * Rate limits that every instance counts in one Redis. While it does not answer, each instance counts by itself, in memory; the
 * log says once that it is away and once that it is back.
 * @param secret keeps the addresses and accounts of stored counts unreadable; the same on every instance
 */
export function openRedisCounts(url: string, { log, secret }: { log: Logger; secret: string }): RedisCounts {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: answerWithinMs * 10,
    commandTimeout: answerWithinMs,
    retryStrategy: () => reconnectEveryMs,
  });
  let isAway = false;
  redis.on("error", (error: Error) => {
    if (!isAway)
      log.error({ err: error }, "Redis does not answer: this instance counts its limits by itself meanwhile");
    isAway = true;
  });
  redis.on("ready", () => {
    if (isAway) log.info("Redis answers again: limits are counted there");
    isAway = false;
  });
  return {
    createRateLimit(options) {
      const window = { points: options.limit, duration: options.windowSeconds };
      const meanwhile = new RateLimiterMemory(window);
      const counter = new RateLimiterRedis({
        ...window,
        storeClient: redis,
        keyPrefix: "pixomax:rate",
        rejectIfRedisNotReady: true,
        insuranceLimiter: meanwhile,
      });
      return toRateLimit(options, async (key) => {
        meanwhile.points = options.limit;
        return { counter, name: hideKey(secret, options.name, key) };
      });
    },
    async close() {
      redis.disconnect();
    },
  };
}
