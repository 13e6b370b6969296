import sharp from "sharp";
import type { PhotoFormat } from "../../contract/limits";
import type { Holder } from "../../rate-limit/slots";
import { createTurns } from "../../rate-limit/turns";
import { maxPixels } from "../pixel-limit";
import { checkPixels, corruptError, unsupportedError } from "./image-errors";

/**
 * A decode can take tens of megabytes, and more at once than the processor has cores are no faster. It comes before credits are
 * held, so its line is shared like the engine's: whoever sends photos that take long to decode holds up their own.
 */
export const decodeTurns = createTurns(2);
const decodeSeconds = 30;
/** Small, so that the result costs nothing; the decoder still has to read every row. */
const probePixels = 64;

type InspectOptions = { checkSize?: (width: number, height: number) => void; holder?: Holder; signal?: AbortSignal };
const never = new AbortController().signal;

/**
 * Size in pixels, after EXIF orientation, of the first frame or page of any accepted format but HEIC. The size is checked from the
 * header before anything is decoded; then the image is decoded once to make sure that it can be.
 * @param checkSize throws for too many pixels
 * @throws {AppError} image_too_many_pixels, image_corrupt, image_unsupported; the signal's reason when it aborts before the
 *   decode's turn
 */
export async function inspectImage(
  path: string,
  format: PhotoFormat,
  { checkSize = checkPixels, holder, signal = never }: InspectOptions = {},
): Promise<{ width: number; height: number }> {
  const metadata = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw corruptError(format, error);
    });
  const found = metadata.format === "heif" && metadata.compression === "av1" ? "avif" : metadata.format;
  if (found !== format) throw unsupportedError(`The file starts like ${format} but is something else`);
  checkSize(metadata.width, metadata.height);
  const giveTurnBack = await decodeTurns.take(signal, holder);
  await decodeOnce(path)
    .catch((error: unknown) => {
      throw corruptError(format, error);
    })
    .finally(giveTurnBack);
  return metadata.autoOrient;
}

async function decodeOnce(path: string): Promise<void> {
  await sharp(path, { limitInputPixels: maxPixels(), failOn: "error", sequentialRead: true })
    .timeout({ seconds: decodeSeconds })
    .resize(probePixels, probePixels, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer();
}
