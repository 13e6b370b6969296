import type { PhotoFormat } from "../../../contract/limits";
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

/** @throws {Refusal} when the picture has too many pixels; an Error when it has none */
export function checkSize({ width, height }: Size, { maxPixels }: Pick<ForeignTask, "maxPixels">): void {
  if (!(width >= 1 && height >= 1)) throw new Error(`a picture of ${width} × ${height} pixels`);
  if (width * height <= maxPixels) return;
  const megapixels = ((width * height) / 1e6).toFixed(1);
  throw new Refusal(
    "image_too_many_pixels",
    `The image has ${width} × ${height} pixels (${megapixels} megapixels). The limit is ${maxPixels / 1e6} megapixels.`,
  );
}

/** @throws {Refusal} when the file has no such page */
export function checkPage(page: number, pages: number): void {
  if (page <= pages) return;
  const has = pages === 1 ? "only one page" : `${pages} pages`;
  throw new Refusal("page_not_found", `The file has ${has}, so there is no page ${page}.`);
}
