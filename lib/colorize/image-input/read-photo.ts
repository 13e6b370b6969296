import path from "node:path";
import type { Edits } from "../../contract/photos/edits";
import { AppError } from "../../errors/app-error";
import type { Holder } from "../../rate-limit/slots";
import { preparePhoto } from "../photo-file/prepare-photo";
import type { ImageFetcher } from "./fetch-image";
import { identifyPhoto } from "./identify-photo";
import type { Photo, ReceivedImage } from "./photo";
import { readEncodedFile, readTextImage } from "./text/read-text-image";

type Options = {
  /** The request's private folder; the photo stays in it. */
  spoolDir: string;
  fetchImage: ImageFetcher;
  edits: Edits;
  signal: AbortSignal;
  /** Whose turn the decode takes. */
  holder?: Holder;
};

/**
 * Turns a received image into a checked photo: text becomes bytes, the format is detected by its magic bytes, the size is checked
 * from the header, and the image is decoded once.
 * @throws {AppError} one of the image_* codes; the signal's reason when it aborts
 */
export async function readPhoto(image: ReceivedImage, options: Options): Promise<Photo> {
  const { spoolDir, fetchImage, edits, signal, holder } = options;
  signal.throwIfAborted();
  const file = await readBytes(image, { path: path.join(spoolDir, "photo"), fetchImage, signal });
  if (file.bytes === 0) throw new AppError("image_empty", { detail: "The image is empty (0 bytes).", param: "image" });
  const format = await identifyPhoto(file.path);
  const prepared = await preparePhoto({ path: file.path, format, spoolDir, edits, signal, holder });
  signal.throwIfAborted();
  return { ...file, format, ...prepared };
}

async function readBytes(
  image: ReceivedImage,
  options: { path: string; fetchImage: ImageFetcher; signal: AbortSignal },
): Promise<Pick<Photo, "path" | "bytes" | "sha256" | "name">> {
  if (image.kind === "file") {
    const { path, bytes, sha256, name } = image;
    const decoded = await readEncodedFile(image, options);
    return decoded ? { ...decoded, path: options.path, name } : { path, bytes, sha256, name };
  }
  return { ...(await readTextImage(image, options)), path: options.path, name: null };
}
