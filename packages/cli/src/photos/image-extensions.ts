import type { Order } from "pixomax-client";
import { photoFormats } from "../api-limits";

const spellings: Partial<Record<(typeof photoFormats)[number], string[]>> = {
  jpeg: ["jpg", "jpe"],
  tiff: ["tif"],
  heic: ["heif"],
  jp2: ["j2k", "jpx", "jpf", "j2c", "jpc"],
  bmp: ["dib"],
  raw: "dng nef nrw arw srf sr2 srw cr2 cr3 orf rw2 pef raf 3fr iiq rwl mrw x3f erf dcr kdc".split(" "),
};

/** Endings of the file names of photos that the API accepts, without the dot. */
export const imageExtensions: string[] = photoFormats.flatMap((format) => [format, ...(spellings[format] ?? [])]);

export const outputExtensions: Record<Order["outputFormat"], string> = {
  png: "png",
  jpeg: "jpg",
  webp: "webp",
  tiff: "tif",
  avif: "avif",
};

/** Whether this program writes files of that name: they are never taken as photos to colorize. */
export const isNamedLikeResult = (file: string): boolean => /-color\.(png|jpg|webp|tif|avif)$/i.test(file);
