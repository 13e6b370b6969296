import sharp, { type Sharp } from "sharp";
import { maxPixels } from "../pixel-limit";
import type { PhotoMetadata } from "./metadata/apply-metadata-policy";

let profile: Promise<Buffer> | undefined;

/** The bytes of the sRGB ICC profile that ships with libvips. */
export function srgbProfile(): Promise<Buffer> {
  profile ??= sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } })
    .withIccProfile("srgb")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata())
    .then(({ icc }) => icc ?? Promise.reject(new Error("libvips wrote no sRGB profile")));
  return profile;
}

const limits = () => ({ failOn: "error", limitInputPixels: maxPixels() }) as const;

export type OpenedOutput = {
  image: Sharp;
  /** sRGB with 8 or 16 bits: the space to convert to and to draw in. */
  space: "srgb" | "rgb16";
  hasAlpha: boolean;
  /** The profile of the pixels; null for untagged sRGB. */
  icc: Buffer | null;
  metadata: PhotoMetadata;
};

/**
 * Opens a finished picture for writing it again. RGB keeps its values and its profile; anything else (gray, CMYK) is converted to
 * sRGB.
 */
export async function openOutput(path: string): Promise<OpenedOutput> {
  const { space: found, depth, icc, exif, xmp, hasAlpha } = await sharp(path, limits()).metadata();
  const isRgb = found === "srgb" || found === "rgb16";
  const space = depth === "ushort" ? "rgb16" : "srgb";
  const image = sharp(path, { ...limits(), ignoreIcc: isRgb });
  return { image, space, hasAlpha, icc: isRgb ? (icc ?? null) : await srgbProfile(), metadata: { exif, xmp } };
}
