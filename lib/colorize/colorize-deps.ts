import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import type { Storage } from "../storage/storage";
import type { JobRunner } from "./job-runner";
import type { Produce } from "./production";
import type { ColorizeProvider } from "./providers/colorize-provider";

/** The dependencies of the colorize flow. lib/http/studio/studio.ts wires production; tests pass their own. */
export type ColorizeDeps = {
  db: Db;
  storage: Storage;
  provider: ColorizeProvider;
  runner: JobRunner;
  /** The second part of the path: in this process, or by a worker. */
  produce: Produce;
  clock: Clock;
  log: Logger;
  /** For temporary files of work that continues after the response. */
  dataDir: string;
  /** How long new photos are kept: read at each use. */
  readonly retentionHours: number;
  providerTimeoutSeconds: number;
};
