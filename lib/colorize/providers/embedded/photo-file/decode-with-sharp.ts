import type { Sharp, SharpOptions } from "sharp";
import { AppError } from "../../../../errors/app-error";
import { judgeIcc, spaceOf } from "../../../photo-file/color/judge-icc";
import type { Raster } from "../pixels/raster";
import { convertToSrgb } from "./convert-to-srgb";

/** `icc`: the profile of an RGB photo, whose pixels have been converted from it; null for any other photo. */
export type DecodedPhoto = { raster: Raster; icc: Buffer | null };

/** Opens the picture anew, as `openPicture` does. */
type Open = (options?: Pick<SharpOptions, "ignoreIcc">) => Sharp;

/**
 * Decodes a picture to three channels of sRGB, whatever its color space, and alpha as the fourth if it has one: upright, with 16
 * bits where it has more than 8.
 * @throws {AppError} image_corrupt for any other number of channels
 */
export async function decodeWithSharp(open: Open): Promise<DecodedPhoto> {
  const { depth, icc, space } = await open().metadata();
  const deep = depth !== "uchar";
  const pixelSpace = spaceOf(space);
  const judged = judgeIcc(icc, pixelSpace);
  const isPlain = judged.kind !== "table" && (pixelSpace === "RGB" || pixelSpace === "GRAY");
  // With 16 bits sharp converts from the photo's profile to Display P3 only, unless sRGB is requested explicitly.
  const convert = (image: Sharp) => (!isPlain && deep && icc ? image.withIccProfile("srgb") : image);
  const upright = open({ ignoreIcc: isPlain }).autoOrient();
  const raster = await readRaster(convert(upright.toColourspace(deep ? "rgb16" : "srgb")), deep);
  if (judged.kind === "rgb" || judged.kind === "gray") convertToSrgb(raster, judged);
  const isOwn = pixelSpace === "RGB" && judged.kind !== "unreadable";
  return { raster, icc: (isOwn && icc) || null };
}

async function readRaster(image: Sharp, deep: boolean): Promise<Raster> {
  const { data, info } = await image.raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels !== 3 && channels !== 4) {
    throw new AppError("image_corrupt", { detail: `The photo has ${channels} channels after conversion to sRGB.` });
  }
  const pixels = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { pixels, width, height, channels };
}
