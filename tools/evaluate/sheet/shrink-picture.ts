import sharp from "sharp";
import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";

/** The middle square of a picture, `side` pixels wide, as PNG. */
export function shrinkPicture({ pixels, width, height, channels }: Raster, side: number): Promise<Buffer> {
  const picture = sharp(pixels, { raw: { width, height, channels }, limitInputPixels: false });
  return picture.removeAlpha().resize(side, side, { fit: "cover" }).png().toBuffer();
}
