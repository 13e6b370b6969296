import type { Logger } from "pino";
import type { Agent } from "undici";
import type { Clock } from "../clock/clock";
import type { JobResource } from "../contract/v1/jobs";
import type { Db } from "../db/client";

/** Everything that delivering needs, as arguments: production is wired in lib/http/studio/studio.ts, tests pass their own. */
export type DeliveryDeps = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Connects to public addresses and to `allowed` only. */
  agent: Agent;
  /** `host:port` that the operator exempts. */
  allowed: ReadonlySet<string>;
  /** What the endpoints' secrets are made of. */
  webhookSecret: string;
  /** Waiting times after the first failure, the second, and so on. */
  retrySeconds: readonly number[];
  /** 0 up to 1, as Math.random. */
  random: () => number;
  /** From the first look at the address to the end of the answer. */
  timeoutMs: number;
  /** What links start with. */
  origin: () => string;
  /** The job as GET /api/v1/jobs/{id} shows it now, links signed anew; null when it is not there any more. */
  describeJob: (userId: string, jobId: string) => Promise<JobResource | null>;
};
