import type { Metadata } from "sharp";
import type { PhotoFormat } from "../../contract/limits";
import type { AppError } from "../../errors/app-error";
import type { Holder } from "../../rate-limit/slots";
import { createTurns } from "../../rate-limit/turns";
import { nameRareJpeg } from "../photo-file/name-rare-jpeg";
import { openHeader, openPicture } from "../photo-file/open-picture";
import { checkPixels, corruptError, unsupportedError } from "./image-errors";

/**
 * A decode can take tens of megabytes, and more at once than the processor has cores are no faster. It comes before credits are
 * held, so its line is shared like the engine's: whoever sends photos that take long to decode holds up their own.
 */
export const decodeTurns = createTurns(2);
const decodeSeconds = 30;
/** Small, so that the result costs nothing; the decoder still has to read every row. */
const probePixels = 64;

type Waiting = { holder?: Holder; signal?: AbortSignal };
type InspectOptions = Waiting & { checkSize?: (width: number, height: number) => void };
const never = new AbortController().signal;

/**
 * Size in pixels, after EXIF orientation, of the first frame or page of any format that sharp decodes. The size is checked from the
 * header before anything is decoded; then the image is decoded once to make sure that it can be.
 * @param checkSize throws for too many pixels
 * @throws {AppError} image_too_many_pixels, image_corrupt, image_unsupported; the signal's reason when it aborts before the
 *   decode's turn
 */
export async function inspectImage(
  path: string,
  format: PhotoFormat,
  { checkSize = checkPixels, ...waiting }: InspectOptions = {},
): Promise<{ width: number; height: number }> {
  const { width, height, autoOrient } = await readHeader(path, format);
  checkSize(width, height);
  await decodeOnce(path, format, waiting);
  return autoOrient;
}

/**
 * @param page as libvips counts, from 0; the one that it takes by itself where none is given
 * @throws {AppError} image_corrupt, image_unsupported
 */
export async function readHeader(path: string, format: PhotoFormat, page?: number): Promise<Metadata> {
  const metadata = await openHeader(path, page)
    .metadata()
    .catch(async (error: unknown) => {
      throw await explainFailure({ path, format }, error);
    });
  const found = metadata.format === "heif" && metadata.compression === "av1" ? "avif" : metadata.format;
  if (found !== format) throw unsupportedError(`The file starts like ${format} but is something else`);
  return metadata;
}

type PictureFile = { path: string; format: PhotoFormat };

/** Damage, unless the file is of a kind that its decoder does not have. */
async function explainFailure({ path, format }: PictureFile, cause: unknown): Promise<AppError> {
  const rare = format === "jpeg" ? await nameRareJpeg(path) : null;
  if (!rare) return corruptError(format, cause);
  return unsupportedError(
    `This is a JPEG ${rare}, which the studio cannot read. Save it as an ordinary JPEG or PNG`,
    cause,
  );
}

/** Decodes every row, in a turn of its own. @throws {AppError} image_corrupt, image_unsupported; the signal's reason */
export async function decodeOnce(path: string, format: PhotoFormat, waiting: Waiting): Promise<void> {
  await takeTurn({ path, format }, waiting, async () => {
    await openPicture(path, { sequentialRead: true })
      .timeout({ seconds: decodeSeconds })
      .resize(probePixels, probePixels, { fit: "inside", withoutEnlargement: true })
      .raw()
      .toBuffer();
  });
}

/**
 * Runs what decodes a photo when it is its turn.
 * @throws {AppError} image_corrupt or image_unsupported for whatever it throws; the signal's reason
 */
export async function takeTurn<T>(
  file: PictureFile,
  { holder, signal = never }: Waiting,
  decode: () => Promise<T>,
): Promise<T> {
  const giveTurnBack = await decodeTurns.take(signal, holder);
  return decode()
    .catch(async (error: unknown) => {
      throw await explainFailure(file, error);
    })
    .finally(giveTurnBack);
}
