import { maxImageBytes, maxPixels } from "../../contract/limits";
import { AppError } from "../../errors/app-error";

/** The image is over the limit; said before its size is known, since reading stops at the limit. */
export function tooLargeError(): AppError {
  const detail = `The image is larger than ${maxImageBytes} bytes (${maxImageBytes / 1024 / 1024} MiB).`;
  return new AppError("image_too_large", { detail, param: "image" });
}

const accepted = "JPEG, PNG, WebP, GIF, TIFF, AVIF and HEIC are accepted";

/** `problem` is a whole sentence about this image, without its full stop. */
export function unsupportedError(problem: string, cause?: unknown): AppError {
  return new AppError("image_unsupported", { detail: `${problem}; ${accepted}.`, param: "image", cause });
}

/** The format is right but the data is not. What the decoder said stays in `cause`. */
export function corruptError(format: string, cause?: unknown): AppError {
  const detail = `The ${format.toUpperCase()} data is damaged or cut off and does not decode.`;
  return new AppError("image_corrupt", { detail, param: "image", cause });
}

/** Refuses what would need more memory than an image may take. Sizes in pixels. */
export function checkPixels(width: number, height: number): void {
  if (width * height <= maxPixels) return;
  const megapixels = (width * height) / 1e6;
  const detail = `The image has ${width} × ${height} = ${megapixels.toFixed(1)} megapixels; the limit is ${maxPixels / 1e6}.`;
  throw new AppError("image_too_many_pixels", { detail, param: "image" });
}
