import os from "node:os";
import type { PhotoNote } from "../../../contract/photos/photo-notes";
import type { PoolTask } from "../../providers/embedded/engine/pool/worker-pool";
import { convertTiff, type TiffTask } from "./convert-tiff";

/** `failure`: what is wrong with the file, for the log. */
export type TiffAnswer = { notes: PhotoNote[]; failure: null } | { failure: string };

// As the engine's workers, so that the server keeps responding first.
if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);

/** The entry of a worker thread. */
export default async function runTiffTask({ task }: PoolTask<TiffTask>): Promise<TiffAnswer> {
  try {
    return { ...(await convertTiff(task)), failure: null };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
