import { open } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { maxPixels } from "../../../contract/limits";
import { AppError } from "../../../errors/app-error";
import { decodeHeic } from "./decode-heic";
import type { Raster } from "./raster";

/** What goes on into the output besides the pixels; bytes as they lay in the photo. */
export type PhotoMetadata = { exif?: Buffer; xmp?: Buffer };
export type DecodedPhoto = { raster: Raster; metadata: PhotoMetadata };

const heicBrands = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

/**
 * Reads a photo file: upright, converted to sRGB by its own profile, 16 bits kept where it has more than 8.
 * @throws {AppError} image_corrupt, image_too_many_pixels; upstream_error when the file can't be read
 */
export async function decodePhoto(path: string): Promise<DecodedPhoto> {
  const head = await readHead(path);
  try {
    const brand = head.toString("latin1", 8, 12);
    const isHeic = head.toString("latin1", 4, 8) === "ftyp" && heicBrands.has(brand);
    return isHeic ? await decodeHeic(path) : await decodeWithSharp(sharp(path, sharpLimits));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof Error && /pixel limit/i.test(cause.message)) {
      throw new AppError("image_too_many_pixels", { detail: "The photo has more than 50 megapixels.", cause });
    }
    throw new AppError("image_corrupt", { detail: "The photo can't be decoded: it is damaged or cut off.", cause });
  }
}

export const sharpLimits = { failOn: "error", limitInputPixels: maxPixels } as const;

/** Every colour space sharp reads ends as three channels of sRGB, with alpha as the fourth where there is one. */
export async function decodeWithSharp(image: Sharp): Promise<DecodedPhoto> {
  const { depth, icc, exif, xmp } = await image.metadata();
  const deep = depth !== "uchar";
  const upright = image.autoOrient().toColourspace(deep ? "rgb16" : "srgb");
  // With 16 bits sharp goes from the photo's profile to Display P3 and stops there, unless told to go on to sRGB.
  const { data, info } = await (deep && icc ? upright.withIccProfile("srgb") : upright)
    .raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) {
    throw new AppError("image_corrupt", { detail: `The photo has ${channels} channels after conversion to sRGB.` });
  }
  const pixels = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { raster: { pixels, width, height, channels }, metadata: { exif, xmp } };
}

async function readHead(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    const { buffer } = await file.read({ buffer: Buffer.alloc(16) }).finally(() => file.close());
    return buffer;
  } catch (cause) {
    throw new AppError("upstream_error", { detail: "The engine could not read the stored photo.", cause });
  }
}
