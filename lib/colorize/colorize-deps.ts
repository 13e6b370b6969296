import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db } from "../db/client";
import type { Storage } from "../storage/storage";
import type { JobRunner } from "./job-runner";
import type { ColorizeProvider } from "./providers/colorize-provider";

/** Everything the flow needs, as arguments: production is wired in lib/http/studio/studio.ts, tests pass their own. */
export type ColorizeDeps = {
  db: Db;
  storage: Storage;
  provider: ColorizeProvider;
  runner: JobRunner;
  clock: Clock;
  log: Logger;
  /** For the temporary files of work that goes on after the answer. */
  dataDir: string;
  retentionHours: number;
  providerTimeoutSeconds: number;
};
