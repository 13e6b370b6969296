import { type PhotoFormat, photoFormats } from "../limits";

type FormatFacts = {
  /** For people. */
  name: string;
  mediaType: string;
  /** Of the stored file, without the dot. Letters only, as names in the storage are. */
  extension: string;
  /** With which file names end, each with its dot, in lower case. */
  endings: readonly string[];
};

export const photoFormatFacts: Record<PhotoFormat, FormatFacts> = {
  jpeg: { name: "JPEG", mediaType: "image/jpeg", extension: "jpg", endings: [".jpg", ".jpeg", ".jpe"] },
  png: { name: "PNG", mediaType: "image/png", extension: "png", endings: [".png"] },
  webp: { name: "WebP", mediaType: "image/webp", extension: "webp", endings: [".webp"] },
  gif: { name: "GIF", mediaType: "image/gif", extension: "gif", endings: [".gif"] },
  tiff: { name: "TIFF", mediaType: "image/tiff", extension: "tiff", endings: [".tif", ".tiff"] },
  avif: { name: "AVIF", mediaType: "image/avif", extension: "avif", endings: [".avif"] },
  heic: { name: "HEIC", mediaType: "image/heic", extension: "heic", endings: [".heic", ".heif"] },
  jxl: { name: "JPEG XL", mediaType: "image/jxl", extension: "jxl", endings: [".jxl"] },
  jp2: {
    name: "JPEG 2000",
    mediaType: "image/jp2",
    extension: "jpx",
    endings: [".jp2", ".j2k", ".jpx", ".jpf", ".j2c", ".jpc"],
  },
  pdf: { name: "PDF", mediaType: "application/pdf", extension: "pdf", endings: [".pdf"] },
  bmp: { name: "BMP", mediaType: "image/bmp", extension: "bmp", endings: [".bmp", ".dib"] },
  raw: {
    name: "camera raw",
    mediaType: "image/x-dcraw",
    extension: "raw",
    endings:
      ".dng .nef .nrw .arw .srf .sr2 .srw .cr2 .cr3 .orf .rw2 .pef .raf .raw .3fr .iiq .rwl .mrw .x3f .erf .dcr .kdc".split(
        " ",
      ),
  },
};

const names = photoFormats.map((format) => photoFormatFacts[format].name);

/** "JPEG, PNG, … and camera raw", or with another word before the last one. */
export const listPhotoFormats = (word: "and" | "or"): string =>
  `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;

/** Media type → the endings of its files, as a file dialog takes them. */
export const acceptedPhotoFiles: Record<string, string[]> = Object.fromEntries(
  photoFormats.map((format) => [photoFormatFacts[format].mediaType, [...photoFormatFacts[format].endings]]),
);
