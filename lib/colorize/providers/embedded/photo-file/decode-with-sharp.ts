import type { Metadata, Sharp, SharpOptions } from "sharp";
import { judgeIcc, spaceOf } from "../../../photo-file/color/judge-icc";
import type { Raster } from "../pixels/raster";
import { convertToSrgb } from "./convert-to-srgb";
import { readRaster } from "./read-raster";

/** `icc`: the profile of an RGB photo, whose pixels have been converted from it; null for any other photo. */
export type DecodedPhoto = { raster: Raster; icc: Buffer | null };

/** Opens the picture anew, as `openPicture` does. */
type Open = (options?: Pick<SharpOptions, "ignoreIcc">) => Sharp;

/**
 * Decodes a picture to three channels of sRGB, whatever its color space, and alpha as the fourth if it has one: upright, with 16
 * bits where it has more than 8.
 * @param scratchPath a path for a temporary file, which saves memory where a large picture has to be turned
 * @throws {AppError} image_corrupt for any other number of channels
 */
export async function decodeWithSharp(open: Open, scratchPath?: string): Promise<DecodedPhoto> {
  const metadata = await open().metadata();
  const { depth, icc, space } = metadata;
  const deep = depth !== "uchar";
  const pixelSpace = spaceOf(space);
  const judged = judgeIcc(icc, pixelSpace);
  const isPlain = judged.kind !== "table" && (pixelSpace === "RGB" || pixelSpace === "GRAY");
  // With 16 bits sharp converts from the photo's profile to Display P3 only, unless sRGB is requested explicitly.
  const convert = (image: Sharp) => (!isPlain && deep && icc ? image.withIccProfile("srgb") : image);
  const upright = open({ ignoreIcc: isPlain }).autoOrient();
  const picture = convert(upright.toColourspace(deep ? "rgb16" : "srgb"));
  const raster = await readRaster(picture, {
    isDeep: deep,
    scratchPath: isHeldTwice(metadata, deep) ? scratchPath : undefined,
  });
  if (judged.kind === "rgb" || judged.kind === "gray") convertToSrgb(raster, judged);
  const isOwn = pixelSpace === "RGB" && judged.kind !== "unreadable";
  return { raster, icc: (isOwn && icc) || null };
}

const manyBytes = 256 * 1024 * 1024;

const isHeldTwice = ({ orientation = 1, width, height, channels = 3 }: Metadata, deep: boolean): boolean =>
  orientation > 1 && width * height * channels * (deep ? 2 : 1) > manyBytes;
