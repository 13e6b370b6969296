import { formFields, type Order } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import { outputFormatFiles } from "./containers/output-format-files";

/**
 * Refuses an output format that cannot hold a photo of this size, before credits are held.
 * @throws {AppError} invalid_option, naming the field
 */
export function checkOutputSize({ outputFormat }: Order, { width, height }: { width: number; height: number }): void {
  const { maxSide } = outputFormatFiles[outputFormat];
  if (Math.max(width, height) <= maxSide) return;
  throw new AppError("invalid_option", {
    detail: `The photo is ${width} × ${height} pixels, but \`${outputFormat}\` allows at most ${maxSide} pixels per side. Use \`png\`.`,
    param: formFields.outputFormat,
  });
}
