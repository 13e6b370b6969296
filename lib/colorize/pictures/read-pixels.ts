import type { Sharp } from "sharp";
import { openPicture } from "../photo-file/open-picture";

/** No step of a picture takes longer than this: sharp gives it up by itself then. */
export const stepLimit = { seconds: 30 };

/** A stored photo or output, upright; its colors become sRGB when it is written, and 16-bit ones Display P3 unless that is named. */
export const openStored = (path: string): Sharp =>
  openPicture(path, { sequentialRead: true })
    .timeout(stepLimit)
    .autoOrient()
    .toColourspace("srgb")
    .withIccProfile("srgb", { attach: false });

export type Size = { width: number; height: number };

/** The size with the longer side at most `side` pixels. */
export function fitInside({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Pixels of three 8-bit sRGB channels, scaled to exactly this size; what is transparent becomes white. */
export function readPixels(path: string, { width, height }: Size): Promise<Buffer> {
  const image = openStored(path).resize(width, height, { fit: "fill" }).flatten({ background: "#fff" });
  return image.toColourspace("srgb").removeAlpha().raw().toBuffer();
}
