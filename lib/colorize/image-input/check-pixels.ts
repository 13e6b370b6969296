import { maxPixels } from "../../contract/limits";
import { AppError } from "../../errors/app-error";

/** Refuses what would need more memory than an image may take. Sizes in pixels. */
export function checkPixels(width: number, height: number): void {
  if (width * height <= maxPixels) return;
  const megapixels = (width * height) / 1e6;
  const detail = `The image has ${width} × ${height} = ${megapixels.toFixed(1)} megapixels; the limit is ${maxPixels / 1e6}.`;
  throw new AppError("image_too_many_pixels", { detail, param: "image" });
}
