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
