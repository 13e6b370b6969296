import { AppError } from "../../errors/app-error";

/** The format is right but the data is not. What the decoder said stays in `cause`. */
export function corruptError(format: string, cause?: unknown): AppError {
  const detail = `The ${format.toUpperCase()} data is damaged or cut off and does not decode.`;
  return new AppError("image_corrupt", { detail, param: "image", cause });
}
