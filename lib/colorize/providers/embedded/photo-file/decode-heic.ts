import { readFile } from "node:fs/promises";
import decode from "heic-decode";
import sharp from "sharp";
import { AppError } from "../../../../errors/app-error";
import { iccChunk, pngHeadBytes } from "../../../output/containers/wrap-png";
import { openPicture, pictureLimits } from "../../../photo-file/open-picture";
import { maxMegapixels, maxPixels } from "../../../photo-file/pixel-limit";
import { type DecodedPhoto, decodeWithSharp } from "./decode-with-sharp";

/**
 * Decodes HEIC (iPhone photos), whose HEVC sharp cannot decode. libheif as WebAssembly gives upright 8-bit RGBA in the photo's own
 * color space.
 * @throws {AppError} image_too_many_pixels; other errors mean that the data is damaged
 */
export async function decodeHeic(path: string): Promise<DecodedPhoto> {
  const { icc } = await readContainer(path);
  const images = await decode.all({ buffer: await readFile(path) });
  try {
    const [image] = images;
    if (!image) throw new Error("no picture inside");
    const { width, height } = image;
    if (width * height > maxPixels()) {
      throw new AppError("image_too_many_pixels", {
        detail: `The photo has ${width} × ${height} pixels. The limit is ${maxMegapixels()}. Nothing was charged.`,
      });
    }
    const { data } = await image.decode();
    const rgba = sharp(Buffer.from(data.buffer), {
      raw: { width, height, channels: 4 },
      limitInputPixels: maxPixels(),
    });
    const opaque = isOpaque(data);
    const png = await (opaque ? rgba.removeAlpha() : rgba).png({ compressionLevel: 0 }).toBuffer();
    // sharp reads a profile only from a file, so the pixels are wrapped in an uncompressed PNG that has it.
    const tagged = icc ? [png.subarray(0, pngHeadBytes), iccChunk("photo", icc), png.subarray(pngHeadBytes)] : [png];
    const whole = Buffer.concat(tagged);
    return await decodeWithSharp((options) => sharp(whole, { ...pictureLimits(), ...options }));
  } finally {
    images.dispose();
  }
}

/** Profile and metadata are outside the compressed picture. If they cannot be read, the photo is decoded without them. */
async function readContainer(path: string): Promise<{ icc?: Buffer }> {
  return openPicture(path)
    .metadata()
    .catch(() => ({}));
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}
