import { formFields, type Order } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import { outputFormatFiles } from "./containers/output-format-files";

const megapixel = 1_000_000;

/**
 * Refuses an output format that cannot hold a photo of this size, before credits are held.
 * @throws {AppError} invalid_option, naming the field
 */
export function checkOutputSize({ outputFormat }: Order, { width, height }: { width: number; height: number }): void {
  const { maxSide, maxPixels } = outputFormatFiles[outputFormat];
  if (Math.max(width, height) > maxSide) throw refuse(`at most ${maxSide} pixels per side`);
  if (width * height > maxPixels) throw refuse(`at most ${maxPixels / megapixel} megapixels`);

  function refuse(limit: string): AppError {
    return new AppError("invalid_option", {
      detail: `The photo is ${width} × ${height} pixels, but \`${outputFormat}\` allows ${limit}. Use \`png\`.`,
      param: formFields.outputFormat,
    });
  }
}
