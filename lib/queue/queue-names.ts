type Policy = {
  /** How long one try may take, in seconds: what has run for longer is handed to another worker. */
  expireInSeconds: number;
  /** How often a message that failed or expired is tried again; the first try is not counted. */
  retryLimit: number;
  /** Seconds before it is; doubled each time with `retryBackoff`. */
  retryDelay: number;
  retryBackoff?: true;
  /** A finished message stays for a day instead of being deleted at once, so that its schedule knows that it was there. */
  keepsDone?: true;
};

/**
 * Every queue and how its messages are tried. A new one needs a migration with `SELECT pgboss.create_queue('…', '{"policy": "standard"}')`.
 * Messages say what is to be looked at; the rows of the domain say what is to be done, so one that is lost, late or there twice
 * costs time only.
 */
export const queues = {
  /** Photos whose callers don't wait. Whether their process lives is said by the lease of the job, sooner than this. */
  colorize: { expireInSeconds: 4 * 3600, retryLimit: 3, retryDelay: 1 },
  /** What a process without an engine lets a worker do, and waits for. */
  ask: { expireInSeconds: 2 * 3600, retryLimit: 3, retryDelay: 0 },
  /** An attempt ends after 15 s, and its lease after 25. */
  "webhook-delivery": { expireInSeconds: 25, retryLimit: 20, retryDelay: 1 },
  "stripe-event": { expireInSeconds: 60, retryLimit: 5, retryDelay: 2, retryBackoff: true },
  /** Somebody asks for a new password, for an address that may be nobody's. */
  "reset-request": { expireInSeconds: 60, retryLimit: 5, retryDelay: 5, retryBackoff: true },
  mail: { expireInSeconds: 60, retryLimit: 12, retryDelay: 15, retryBackoff: true },
  /** Everything an account has, as a ZIP. */
  "data-export": { expireInSeconds: 6 * 3600, retryLimit: 3, retryDelay: 30 },
  /** What time makes due. One that fails is not tried again: the next one is near. */
  sweep: { expireInSeconds: 1800, retryLimit: 0, retryDelay: 0, keepsDone: true },
} as const satisfies Record<string, Policy>;

export type QueueName = keyof typeof queues;

export const policyOf = (name: QueueName): Policy => queues[name];
