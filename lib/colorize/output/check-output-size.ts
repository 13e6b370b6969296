import { formFields, type Order } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import { outputFormatFiles } from "./output-format-files";

/**
 * Refuses a format that cannot hold a photo of this size, before any credit is held.
 * @throws {AppError} invalid_option, naming the field
 */
export function checkOutputSize({ outputFormat }: Order, { width, height }: { width: number; height: number }): void {
  const { maxSide } = outputFormatFiles[outputFormat];
  if (Math.max(width, height) <= maxSide) return;
  throw new AppError("invalid_option", {
    detail: `The photo is ${width} × ${height} pixels; \`${outputFormat}\` holds at most ${maxSide} on a side. Use \`png\`.`,
    param: formFields.outputFormat,
  });
}
