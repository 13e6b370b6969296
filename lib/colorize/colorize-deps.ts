import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import type { Storage } from "../storage/storage";
import type { JobRunner } from "./job-runner";
import type { ColorizeProvider } from "./providers/colorize-provider";

/** The dependencies of the colorize flow. lib/http/studio/studio.ts wires production; tests pass their own. */
export type ColorizeDeps = {
  db: Db;
  storage: Storage;
  provider: ColorizeProvider;
  runner: JobRunner;
  clock: Clock;
  log: Logger;
  /** For temporary files of work that continues after the response. */
  dataDir: string;
  retentionHours: number;
  providerTimeoutSeconds: number;
};
