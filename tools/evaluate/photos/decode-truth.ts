import sharp from "sharp";
import { decodeWithSharp, sharpLimits } from "../../../lib/colorize/providers/embedded/photo-file/decode-with-sharp";
import { type Raster, reduceTo8Bits } from "../../../lib/colorize/providers/embedded/pixels/raster";

/** The photo as the engine reads it, brought to 8 bits; null where it can't be read. */
export async function decodeTruth(bytes: Buffer): Promise<Raster | null> {
  try {
    return reduceTo8Bits((await decodeWithSharp(sharp(bytes, sharpLimits))).raster);
  } catch {
    return null; // damaged, cut off or too large: there is no truth to compare with
  }
}
