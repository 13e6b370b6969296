import type { Sharp } from "sharp";
import { AppError } from "../../../../errors/app-error";
import { maxPixels } from "../../../pixel-limit";
import type { Raster } from "../pixels/raster";

/** `icc`: the profile of an RGB photo, whose pixels have been converted from it; null for any other photo. */
export type DecodedPhoto = { raster: Raster; icc: Buffer | null };

export const sharpLimits = () => ({ failOn: "error", limitInputPixels: maxPixels() }) as const;

/**
 * Decodes to three channels of sRGB, whatever the photo's color space, and alpha as the fourth if it has one.
 * @throws {AppError} image_corrupt for any other number of channels
 */
export async function decodeWithSharp(image: Sharp): Promise<DecodedPhoto> {
  const { depth, icc, space } = await image.metadata();
  const deep = depth !== "uchar";
  const upright = image.autoOrient().toColourspace(deep ? "rgb16" : "srgb");
  // With 16 bits sharp converts from the photo's profile to Display P3 only, unless sRGB is requested explicitly.
  const { data, info } = await (deep && icc ? upright.withIccProfile("srgb") : upright)
    .raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) {
    throw new AppError("image_corrupt", { detail: `The photo has ${channels} channels after conversion to sRGB.` });
  }
  const pixels = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const isRgb = space === "srgb" || space === "rgb16" || space === "rgb";
  return { raster: { pixels, width, height, channels }, icc: (isRgb && icc) || null };
}
