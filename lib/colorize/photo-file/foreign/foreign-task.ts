import type { PhotoFormat } from "../../../contract/limits";
import { photoFormatFacts } from "../../../contract/photos/photo-formats";
import type { PhotoNote } from "../../../contract/photos/photo-notes";

/** Formats that sharp cannot read, and HEIC, whose HEVC it cannot decode. */
export const foreignFormats = ["heic", "jxl", "jp2", "pdf", "bmp", "raw"] as const satisfies readonly PhotoFormat[];
export type ForeignFormat = (typeof foreignFormats)[number];

export const isForeign = (format: PhotoFormat): format is ForeignFormat =>
  foreignFormats.some((foreign) => foreign === format);

export type ForeignTask = {
  /** The received file. */
  path: string;
  format: ForeignFormat;
  /** Counted from 1. */
  page: number;
  /** Where the picture goes; must not exist yet. */
  outPath: string;
  /** Width × height; larger pictures are refused before they are decoded. */
  maxPixels: number;
};

export type Decoded = { /** In the file. */ pages: number; notes: PhotoNote[] };

type RefusalCode = "image_unsupported" | "image_too_many_pixels" | "page_not_found";

/** A file that is not damaged, but that cannot be taken. Errors of other kinds mean that the data does not decode. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** What the file is and what to do, for people. */
    detail: string,
  ) {
    super(detail);
  }
}

/** What a worker answers: errors lose their class and fields between threads, so a refusal is a value. */
export type ForeignAnswer = Decoded | { refusal: { code: RefusalCode; detail: string } };

type Size = { width: number; height: number };

/** What decoders can hold within about a gigabyte: OpenJPEG takes 20 bytes a pixel, libjxl 16. */
const formatLimits: Partial<Record<ForeignFormat, number>> = { jp2: 50_000_000, jxl: 60_000_000 };

/** @throws {Refusal} when the picture has too many pixels; an Error when it has none */
export function checkSize(
  { width, height }: Size,
  { maxPixels, format }: Pick<ForeignTask, "maxPixels" | "format">,
): void {
  if (!(width >= 1 && height >= 1)) throw new Error(`a picture of ${width} × ${height} pixels`);
  const own = formatLimits[format] ?? maxPixels;
  const limit = Math.min(own, maxPixels);
  if (width * height <= limit) return;
  const size = `${width} × ${height} pixels (${((width * height) / 1e6).toFixed(1)} megapixels)`;
  const { name } = photoFormatFacts[format];
  const why =
    own < maxPixels
      ? `The limit for ${name} is ${limit / 1e6} megapixels. Save it as TIFF or JPEG and send that.`
      : `The limit is ${limit / 1e6} megapixels.`;
  throw new Refusal("image_too_many_pixels", `The image has ${size}. ${why}`);
}

/** @throws {Refusal} when the file has no such page */
export function checkPage(page: number, pages: number): void {
  if (page <= pages) return;
  const has = pages === 1 ? "only one page" : `${pages} pages`;
  throw new Refusal("page_not_found", `The file has ${has}, so there is no page ${page}.`);
}
