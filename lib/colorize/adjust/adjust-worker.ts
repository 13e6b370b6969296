import os from "node:os";
import { limitPixels } from "../photo-file/pixel-limit";
import type { PoolTask } from "../providers/embedded/engine/pool/worker-pool";
import { type AdjustTask, adjustFile } from "./adjust-file";

export type AdjustMessage = AdjustTask & { maxPixels: number };
/** What went wrong as text: an error of sharp's cannot be sent between threads. */
export type AdjustAnswer = { failure: string | null };

// As the engine's workers, so that the server keeps responding first.
if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** The entry of a worker thread. */
export default async function runAdjustTask({ task }: PoolTask<AdjustMessage>): Promise<AdjustAnswer> {
  limitPixels(task.maxPixels);
  try {
    await adjustFile(task);
    return { failure: null };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
