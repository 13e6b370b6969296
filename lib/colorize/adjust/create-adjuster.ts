import path from "node:path";
import { AppError } from "../../errors/app-error";
import type { Holder } from "../../rate-limit/slots";
import { maxPixels } from "../photo-file/pixel-limit";
import { WorkerPool } from "../providers/embedded/engine/pool/worker-pool";
import type { AdjustTask } from "./adjust-file";
import type { AdjustAnswer, AdjustMessage } from "./adjust-worker";

/** Adjusts outputs in worker threads of its own, so that neither the server nor the engine waits for it. */
export type Adjuster = {
  /**
   * Resolves once `outputPath` is written.
   * @throws {AppError} over_capacity, upstream_error, or the signal's reason
   */
  adjust(task: AdjustTask, run: { signal: AbortSignal; holder: Holder }): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  /** Pictures at the same time: each may hold 400 MB. */
  workers: number;
  /** How many may wait; further ones are refused. */
  maxQueue: number;
  /** The folder with the studio's package.json. */
  root?: string;
  log?: { warn(fields: object, message: string): void };
};

const workerFile = "lib/colorize/adjust/adjust-worker.ts";

export function createAdjuster({ root = process.cwd(), ...options }: Options): Adjuster {
  const file = path.join(/* turbopackIgnore: true */ root, workerFile);
  const pool = new WorkerPool<AdjustMessage, never, AdjustAnswer>({ ...options, root, file });
  return {
    async adjust(task, run) {
      const { failure } = await pool.run({ ...task, maxPixels: maxPixels() }, run);
      if (failure === null) return;
      const detail = "The picture could not be adjusted. The output that was colorized is still there.";
      throw new AppError("upstream_error", { detail, cause: new Error(failure) });
    },
    close: () => pool.close(),
  };
}
