import sharp from "sharp";
import { previewSide } from "../../contract/limits";
import { plainEdits } from "../../contract/photos/edits";
import type { Holder } from "../../rate-limit/slots";
import { maxPixels } from "../pixel-limit";
import { corruptError } from "./image-errors";
import { decodeTurns } from "./inspect-image";
import { readPhoto } from "./read-photo";

type Received = { path: string; bytes: number; sha256: string };
type Options = { spoolDir: string; signal: AbortSignal; holder: Holder };

/**
 * A small upright JPEG, in sRGB, of the first frame or page of a photo in any accepted format, checked like one that is sent.
 * Transparent parts become white.
 * @throws {AppError} one of the image_* codes; the signal's reason when it aborts
 */
export async function writePreview(received: Received, { spoolDir, signal, holder }: Options): Promise<Buffer> {
  const image = { kind: "file" as const, ...received, name: null };
  const photo = await readPhoto(image, { spoolDir, fetchImage: fetchNothing, edits: plainEdits, signal, holder });
  const giveTurnBack = await decodeTurns.take(signal, holder);
  try {
    return await sharp(photo.workPath, { limitInputPixels: maxPixels(), sequentialRead: true })
      .timeout({ seconds: 30 })
      .autoOrient()
      .resize(previewSide, previewSide, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "white" })
      .toColourspace("srgb")
      .jpeg({ quality: 82 })
      .toBuffer();
  } catch (error) {
    throw corruptError(photo.format, error);
  } finally {
    giveTurnBack();
  }
}

/** A file names no address. */
const fetchNothing = async () => {
  throw new Error("A received file is never fetched.");
};
