import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { createUser } from "../accounts/create-user";
import type { ColorizeDeps } from "../colorize/colorize-deps";
import type { ColorizeRequest } from "../colorize/colorize-request";
import { createJobRunner, type JobRunner } from "../colorize/job-runner";
import type { ColorizeProvider } from "../colorize/providers/colorize-provider";
import { defaultOrder } from "../contract/order";
import type { Db } from "../db/client";
import type { AppError } from "../errors/app-error";
import { createLocalDiskStorage } from "../storage/local-disk";
import { openSpool } from "../storage/spool";

const sample = path.resolve("public/samples/march-pastoral.jpg");
const log = pino({ level: "silent" });

export type ColorizeFlow = {
  userId: string;
  dataDir: string;
  /** Moves the clock of all deps of this flow. */
  passSeconds(seconds: number): void;
  now(): Date;
  /** Tools as one process has them: each call makes another runner, with room for two jobs that nobody waits for. */
  depsWith(provider: ColorizeProvider, extra?: Partial<ColorizeDeps>): ColorizeDeps;
  /** A request for a sample photo, in a folder of its own. */
  requestOf(extra?: Partial<ColorizeRequest>): Promise<ColorizeRequest>;
  /** Stops every runner and removes the files. */
  close(): Promise<void>;
};

/** A user with 3 credits and the deps to colorize for them, on a folder of the test's own and a clock that stands still. */
export async function createColorizeFlow(db: Db): Promise<ColorizeFlow> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "flow-"));
  const email = `${path.basename(dataDir)}@example.org`.toLowerCase();
  const { id: userId } = await createUser(db, { email, password: "a long password", credits: 3 });
  const runners: JobRunner[] = [];
  let now = new Date("2026-01-01T00:00:00Z");
  const clock = { now: () => now };
  return {
    userId,
    dataDir,
    now: clock.now,
    passSeconds(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    depsWith(provider, extra = {}) {
      const storage = createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret: "x".repeat(32) });
      const runner = createJobRunner({ db, clock, log, asyncAtOnce: 2 });
      runners.push(runner);
      const limits = { retentionHours: 1, providerTimeoutSeconds: 60 };
      return { db, storage, provider, runner, clock, log, dataDir, ...limits, ...extra };
    },
    async requestOf(extra = {}) {
      const spool = await openSpool(dataDir);
      const file = path.join(spool.dir, "photo.jpg");
      await copyFile(sample, file);
      const { size } = await stat(file);
      const kind = { format: "jpeg", previewPath: null, width: 1024, height: 498, name: "a.jpg" } as const;
      const photo = { path: file, bytes: size, sha256: "00", ...kind };
      const who = { userId, apiKeyId: null, source: "workbench", mode: "live" } as const;
      return { ...who, requestId: "req_1", clientRef: null, order: defaultOrder, photo, spool, ...extra };
    },
    async close() {
      await Promise.all(runners.map((runner) => runner.stop(0)));
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** "ok", or the code of the error. */
export const outcomeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "ok",
    (error: AppError) => error.code ?? String(error),
  );
