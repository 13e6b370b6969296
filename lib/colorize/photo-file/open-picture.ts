import sharp, { type Sharp, type SharpOptions } from "sharp";
import { maxPixels } from "./pixel-limit";

/**
 * How every picture file is opened: what is cut off or does not decode is an error, what a decoder only warns about (tags out of
 * order, text without its end) is not. A decoder that was stricter than the one that checked the photo would fail its job.
 */
export const pictureLimits = () => ({ failOn: "error", limitInputPixels: maxPixels() }) as const;

/** The only way to open a picture file with sharp below lib/colorize. Nothing is read before the picture is used. */
export const openPicture = (
  path: string,
  options: Omit<SharpOptions, keyof ReturnType<typeof pictureLimits>> = {},
): Sharp => sharp(path, { ...pictureLimits(), ...options });

/** Only for reading the header, before the size is checked. @param page as libvips counts, from 0 */
export const openHeader = (path: string, page?: number): Sharp =>
  sharp(path, { ...pictureLimits(), limitInputPixels: false, ...(page === undefined ? {} : { page }) });
