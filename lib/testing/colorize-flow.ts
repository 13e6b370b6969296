import { copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { createUser } from "../accounts/create-user";
import type { ColorizeDeps } from "../colorize/colorize-deps";
import type { ColorizeRequest } from "../colorize/colorize-request";
import { createJobRunner, type JobRunner } from "../colorize/job-runner";
import { produceOutput } from "../colorize/produce-output";
import type { ColorizeProvider } from "../colorize/providers/colorize-provider";
import { defaultOrder } from "../contract/order";
import type { Db } from "../db/client";
import type { AppError } from "../errors/app-error";
import { createLocalDiskStorage } from "../storage/local-disk";
import { openSpool } from "../storage/spool";

/** A small photograph in color, 1024 × 498. */
export const samplePhoto = path.resolve("public/samples/march-pastoral.jpg");
const log = pino({ level: "silent" });
type OpenFlow = { db: Db; userId: string; dataDir: string };

/** `new ColorizeFlow()`, open at once: for a test file that opens and closes it by itself. */
export const createColorizeFlow = (db: Db): Promise<ColorizeFlow> => new ColorizeFlow().open(db);

/** A user with 3 credits and the deps to colorize for them, on a folder of the test's own and a clock that stands still. */
export class ColorizeFlow {
  #opened: OpenFlow | undefined;
  #now = new Date(0);
  readonly #runners: JobRunner[] = [];

  async open(db: Db): Promise<this> {
    const dataDir = await mkdtemp(path.join(tmpdir(), "flow-"));
    const email = `${path.basename(dataDir)}@example.org`.toLowerCase();
    const { id: userId } = await createUser(db, { email, password: "a long password", credits: 3 });
    this.#opened = { db, userId, dataDir };
    this.#now = new Date("2026-01-01T00:00:00Z");
    return this;
  }

  /** Stops every runner and removes the files. */
  async close(): Promise<void> {
    await Promise.all(this.#runners.splice(0).map((runner) => runner.stop(0)));
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  get userId(): string {
    return this.#ready().userId;
  }

  get dataDir(): string {
    return this.#ready().dataDir;
  }

  now(): Date {
    return this.#now;
  }

  /** Moves the clock of all deps of this flow. */
  passSeconds(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
  }

  /** Deps as one process has them: each call makes another runner. */
  depsWith(provider: ColorizeProvider, extra: Partial<ColorizeDeps> = {}): ColorizeDeps {
    const { db, dataDir } = this.#ready();
    const clock = { now: () => this.#now };
    const storage = createLocalDiskStorage({ dir: path.join(dataDir, "files"), linkSecret: "x".repeat(32) });
    const runner = createJobRunner({ db, clock, log });
    this.#runners.push(runner);
    const limits = { retentionHours: 1, providerTimeoutSeconds: 60 };
    const deps = { db, storage, provider, runner, clock, log, dataDir, ...limits, ...extra };
    return { produce: (...task) => produceOutput(deps, ...task), ...deps };
  }

  /** A request for the sample photo, in a folder of its own. */
  async requestOf(extra: Partial<ColorizeRequest> = {}): Promise<ColorizeRequest> {
    const spool = await openSpool(this.dataDir);
    const file = path.join(spool.dir, "photo.jpg");
    await copyFile(samplePhoto, file);
    const { size } = await stat(file);
    const kind = { format: "jpeg", pages: 1, notes: [], width: 1024, height: 498, name: "a.jpg" } as const;
    const photo = { path: file, workPath: file, bytes: size, sha256: "00", ...kind };
    const who = { userId: this.userId, apiKeyId: null, source: "workbench", mode: "live" } as const;
    return { ...who, requestId: "req_1", clientRef: null, order: defaultOrder, photo, spool, ...extra };
  }

  #ready(): OpenFlow {
    if (!this.#opened) throw new Error("ColorizeFlow is not open.");
    return this.#opened;
  }
}

/** "ok", or the code of the error. */
export const outcomeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "ok",
    (error: AppError) => error.code ?? String(error),
  );
