import path from "node:path";
import { Piscina } from "piscina";
import { singleton } from "../../../lifecycle/singleton";
import type { Holder } from "../../../rate-limit/slots";
import { createTurns } from "../../../rate-limit/turns";
import { checkPixels, corruptError } from "../image-errors";
import { readLargestHeicSize } from "./read-largest-heic-size";

const decodeMs = 60_000;
// The bundler must neither follow nor move the worker, because Node starts it from the source folder.
const workerFile = path.join(
  /* turbopackIgnore: true */ process.cwd(),
  "lib/colorize/image-input/heic/heic-worker.mjs",
);

/** One thread only, because 50 megapixels take about 400 MB. It ends after an idle second, which frees the memory. */
const pool = () =>
  singleton(
    "heic-pool",
    () => new Piscina({ filename: workerFile, minThreads: 0, maxThreads: 1, idleTimeout: 1000, recordTiming: false }),
  );

/** The pool's own line is first come, first served among everybody; this one is fair. */
const decodeTurns = createTurns(1);

/**
 * Size in pixels after rotation. The header is checked before anything is decoded; then the photo is decoded once in a worker
 * thread, which also writes a WebP preview to `previewPath`, because few browsers show HEIC.
 * @throws {AppError} image_too_many_pixels, image_corrupt; the signal's reason when it aborts
 */
export async function inspectHeic(
  file: string,
  { previewPath, signal, holder }: { previewPath: string; signal: AbortSignal; holder?: Holder },
): Promise<{ width: number; height: number }> {
  const announced = await readLargestHeicSize(file);
  if (!announced) throw corruptError("heic");
  checkPixels(announced.width, announced.height);
  const giveTurnBack = await decodeTurns.take(signal, holder);
  try {
    const size: { width: number; height: number } = await pool().run(
      { path: file, previewPath },
      {
        signal: AbortSignal.any([signal, AbortSignal.timeout(decodeMs)]),
      },
    );
    checkPixels(size.width, size.height);
    return size;
  } catch (error) {
    signal.throwIfAborted();
    throw corruptError("heic", error);
  } finally {
    giveTurnBack();
  }
}
