import sharp, { type Sharp } from "sharp";
import { openPicture } from "../photo-file/open-picture";
import type { PhotoMetadata } from "../photo-metadata/photo-metadata";
import { readPhotoMetadata } from "../photo-metadata/read-photo-metadata";

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

export type OpenedOutput = {
  image: Sharp;
  /** RGB with 8 or 16 bits: the space to convert to and to draw in. */
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
  const { space: found, depth, icc, hasAlpha } = await openPicture(path).metadata();
  const isRgb = found === "srgb" || found === "rgb16";
  const space = depth === "ushort" ? "rgb16" : "srgb";
  const image = openPicture(path, { ignoreIcc: isRgb });
  const metadata = await readPhotoMetadata(path);
  return { image, space, hasAlpha, icc: isRgb ? (icc ?? null) : await srgbProfile(), metadata };
}
