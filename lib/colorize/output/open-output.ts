import sharp, { type Sharp } from "sharp";
import { maxPixels } from "../../contract/limits";
import type { PhotoMetadata } from "./metadata/apply-metadata-policy";

let profile: Promise<Buffer> | undefined;

/** The sRGB ICC profile that ships with libvips, as bytes. */
export function srgbProfile(): Promise<Buffer> {
  profile ??= sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } })
    .withIccProfile("srgb")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata())
    .then(({ icc }) => icc ?? Promise.reject(new Error("libvips wrote no sRGB profile")));
  return profile;
}

const limits = { failOn: "error", limitInputPixels: maxPixels } as const;

export type OpenedOutput = {
  image: Sharp;
  /** sRGB or 16 bits of it; what to convert to, and to draw in. */
  space: "srgb" | "rgb16";
  hasAlpha: boolean;
  /** Fits the pixels. */
  icc: Buffer | null;
  metadata: PhotoMetadata;
};

/**
 * Opens a finished picture to write it once more. RGB is taken as it is, together with its own profile; anything else (gray,
 * CMYK) becomes sRGB.
 */
export async function openOutput(path: string): Promise<OpenedOutput> {
  const { space: found, depth, icc, exif, xmp, hasAlpha } = await sharp(path, limits).metadata();
  const isRgb = found === "srgb" || found === "rgb16";
  const space = depth === "ushort" ? "rgb16" : "srgb";
  const image = sharp(path, { ...limits, ignoreIcc: isRgb });
  return { image, space, hasAlpha, icc: isRgb ? (icc ?? null) : await srgbProfile(), metadata: { exif, xmp } };
}
