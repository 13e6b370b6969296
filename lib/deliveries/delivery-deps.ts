import type { Logger } from "pino";
import type { Agent } from "undici";
import type { Clock } from "../clock/clock";
import type { JobResource } from "../contract/v1/jobs";
import type { Db } from "../db/client";

/** The dependencies of the delivery worker. lib/http/studio/studio.ts wires production; tests pass their own. */
export type DeliveryDeps = {
  db: Db;
  clock: Clock;
  log: Logger;
  /** Connects only to public addresses and to `allowed`. */
  agent: Agent;
  /** `host:port` of private hosts that the operator allows. */
  allowed: ReadonlySet<string>;
  /** WEBHOOK_SECRET, from which the endpoints' secrets are derived. */
  webhookSecret: string;
  /** Delays in seconds after the first failure, the second, and so on. */
  retrySeconds: readonly number[];
  /** A number in [0, 1), like Math.random. */
  random: () => number;
  /** Limit of one attempt, from the DNS lookup to the end of the response. */
  timeoutMs: number;
  /** The origin of the links in bodies. */
  origin: () => string;
  /** The job as GET /api/v1/jobs/{id} shows it now, with freshly signed links; null when it is deleted. */
  describeJob: (userId: string, jobId: string) => Promise<JobResource | null>;
};
