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
  /** Resets the count of `key`, for example after a successful sign-in. */
  reset(key: string): Promise<void>;
}
