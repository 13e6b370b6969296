import { maxImageBytes } from "../../contract/limits";
import { AppError } from "../../errors/app-error";

/** The image is over the limit; said before its size is known, since reading stops at the limit. */
export function tooLargeError(): AppError {
  const detail = `The image is larger than ${maxImageBytes} bytes (${maxImageBytes / 1024 / 1024} MiB).`;
  return new AppError("image_too_large", { detail, param: "image" });
}
