import { maxImageBytes, maxImageSize, type PhotoFormat } from "../../contract/limits";
import { listPhotoFormats, photoFormatFacts } from "../../contract/photos/photo-formats";
import { AppError } from "../../errors/app-error";
import { maxMegapixels, maxPixels } from "../photo-file/pixel-limit";

/** The image exceeds the size limit. Its real size is not known, because reading stops at the limit. */
export function tooLargeError(): AppError {
  const detail = `The image is larger than ${maxImageSize} (${maxImageBytes.toLocaleString("en")} bytes).`;
  return new AppError("image_too_large", { detail, param: "image" });
}

const accepted = `Accepted formats are ${listPhotoFormats("and")}.`;

/** @param problem a sentence about this image, without its period */
export function unsupportedError(problem: string, cause?: unknown): AppError {
  return new AppError("image_unsupported", { detail: `${problem}. ${accepted}`, param: "image", cause });
}

/** The format is accepted but the data does not decode. The decoder's error goes into `cause`. */
export function corruptError(format: PhotoFormat, cause?: unknown): AppError {
  const detail = `The ${photoFormatFacts[format].name} data is damaged or incomplete and cannot be decoded.`;
  return new AppError("image_corrupt", { detail, param: "image", cause });
}

/**
 * Refuses an image that would need too much memory.
 * @throws {AppError} image_too_many_pixels
 */
export function checkPixels(width: number, height: number): void {
  if (width * height <= maxPixels()) return;
  const megapixels = (width * height) / 1e6;
  const detail = `The image has ${width} × ${height} pixels (${megapixels.toFixed(1)} megapixels). The limit is ${maxMegapixels()}. Nothing was charged.`;
  throw new AppError("image_too_many_pixels", { detail, param: "image" });
}
