import type { Sharp } from "sharp";
import { openPicture } from "./open-picture";

const seconds = 30;

/**
 * A picture to look at: upright, its longer side at most `side` pixels, in sRGB with 8 bits. sharp turns 16-bit colors into those of
 * Display P3 unless the profile to end with is named.
 */
export const shrinkPicture = (path: string, side: number): Sharp =>
  openPicture(path, { sequentialRead: true })
    .timeout({ seconds })
    .autoOrient()
    .resize(side, side, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .withIccProfile("srgb", { attach: false });
