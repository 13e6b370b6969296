import { AppError } from "../../errors/app-error";

const accepted = "JPEG, PNG, WebP, GIF, TIFF, AVIF and HEIC are accepted";

/** `problem` is a whole sentence about this image, without its full stop. */
export function unsupportedError(problem: string, cause?: unknown): AppError {
  return new AppError("image_unsupported", { detail: `${problem}; ${accepted}.`, param: "image", cause });
}
