import { readFile } from "node:fs/promises";
import decode from "heic-decode";
import sharp from "sharp";
import { maxPixels } from "../../../../contract/limits";
import { AppError } from "../../../../errors/app-error";
import { iccChunk, pngHeadBytes } from "../../../output/containers/wrap-png";
import type { PhotoMetadata } from "../../../output/metadata/apply-metadata-policy";
import { type DecodedPhoto, decodeWithSharp, sharpLimits } from "./decode-with-sharp";

/** iPhone photos: sharp knows the container but not HEVC. libheif as WebAssembly gives upright 8-bit RGBA in the photo's own space. */
export async function decodeHeic(path: string): Promise<DecodedPhoto> {
  const { icc, exif, xmp } = await readContainer(path);
  const images = await decode.all({ buffer: await readFile(path) });
  try {
    const [image] = images;
    if (!image) throw new Error("no picture inside");
    const { width, height } = image;
    if (width * height > maxPixels) {
      throw new AppError("image_too_many_pixels", {
        detail: `The photo is ${width} × ${height} pixels; 50 megapixels are the limit.`,
      });
    }
    const { data } = await image.decode();
    const rgba = sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels });
    const opaque = isOpaque(data);
    const png = await (opaque ? rgba.removeAlpha() : rgba).png({ compressionLevel: 0 }).toBuffer();
    // sharp takes a profile only from a file, so the raw pixels get one: an uncompressed PNG carries it in.
    const tagged = icc ? [png.subarray(0, pngHeadBytes), iccChunk("photo", icc), png.subarray(pngHeadBytes)] : [png];
    const { raster } = await decodeWithSharp(sharp(Buffer.concat(tagged), sharpLimits));
    return { raster, metadata: { exif, xmp } };
  } finally {
    images.dispose();
  }
}

/** Profile and metadata lie outside the compressed picture; without them the photo is still worth decoding. */
async function readContainer(path: string): Promise<PhotoMetadata & { icc?: Buffer }> {
  return sharp(path, sharpLimits)
    .metadata()
    .catch(() => ({}));
}

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}
