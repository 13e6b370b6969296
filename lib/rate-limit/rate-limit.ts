/** What a limiter says about one request. `resetAt` is when the whole window is free again. */
export type RateDecision = {
  allowed: boolean;
  limit: number;
  remaining: number;
  resetAt: Date;
  retryAfterSeconds: number;
};

/** The port to a counter. `key` names who is counted; never a secret. */
export interface RateLimit {
  take(key: string): Promise<RateDecision>;
  /** Forgets what was counted for `key`, after a sign-in that worked, say. */
  reset(key: string): Promise<void>;
}
