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

/** The share of the limit for a photo whose samples are wide and four a pixel: it takes as much memory as three a pixel at the limit. */
const deepAlphaShare = 3 / 4;

/**
 * Refuses a photo with 16 bits and transparency that would need more memory than the largest one without.
 * @throws {AppError} image_too_many_pixels
 */
export function checkSamples(width: number, height: number, { isDeep, hasAlpha }: Samples): void {
  const limit = maxPixels() * deepAlphaShare;
  if (!isDeep || !hasAlpha || width * height <= limit) return;
  const detail = `The image has ${width} × ${height} pixels with 16 bits and transparency, which take more memory than the studio gives to one photo. The limit for both together is ${limit / 1e6} megapixels. Save it without transparency, or with 8 bits. Nothing was charged.`;
  throw new AppError("image_too_many_pixels", { detail, param: "image" });
}

type Samples = { isDeep: boolean; hasAlpha: boolean };
