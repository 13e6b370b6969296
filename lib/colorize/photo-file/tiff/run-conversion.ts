import path from "node:path";
import type { PhotoNote } from "../../../contract/photos/photo-notes";
import { singleton } from "../../../lifecycle/singleton";
import type { Holder } from "../../../rate-limit/slots";
import { corruptError } from "../../image-input/image-errors";
import { WorkerPool } from "../../providers/embedded/engine/pool/worker-pool";
import type { TiffTask } from "./convert-tiff";
import type { TiffAnswer } from "./tiff-worker";

const workerFile = "lib/colorize/photo-file/tiff/tiff-worker.ts";
/** Photos that may wait; what is read sample by sample is rare. */
const maxQueue = 100;

/** A thread of its own: samples are read one by one, which would hold up the server for seconds. Started by the first photo. */
const pool = () =>
  singleton("tiff-pool", () => {
    const root = process.cwd();
    const file = path.join(/* turbopackIgnore: true */ root, workerFile);
    return new WorkerPool<TiffTask, never, TiffAnswer>({ file, root, workers: 1, maxQueue });
  });

/** `convertTiff` in a worker thread, in a fair turn. @throws {AppError} image_corrupt, over_capacity; the signal's reason */
export async function runConversion(
  task: TiffTask,
  { signal, holder }: { signal: AbortSignal; holder?: Holder },
): Promise<PhotoNote[]> {
  const answer = await pool().run(task, { signal, holder });
  if (answer.failure !== null) throw corruptError("tiff", new Error(answer.failure));
  return answer.notes;
}
