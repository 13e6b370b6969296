import type { Metadata } from "sharp";
import type { PhotoFormat } from "../../contract/limits";
import { AppError } from "../../errors/app-error";
import { unsupportedError } from "../image-input/image-errors";
import { readHeader } from "../image-input/inspect-image";
import { nameUnreadable } from "./tiff/name-kind";
import { readTiffFile, type TiffDirectory, type TiffFile } from "./tiff/read-directories";
import { chooseWay, readLayout } from "./tiff/read-layout";
import { tiffTags } from "./tiff/tiff-tags";

/** One page of a file whose header has been read. */
export type Page = {
  /** As libvips counts, from 0; undefined for the one that it takes by itself. */
  index: number | undefined;
  /** Pages or frames in the file. */
  pages: number;
  /** In pixels as they are stored, before EXIF orientation. */
  stored: { width: number; height: number };
} & (
  | { way: "direct" | "drop"; header: Metadata; tiff: { file: TiffFile; directory: TiffDirectory } | null }
  /** Only the studio's own reader can read it. `directory` counts from 0. */
  | { way: "samples"; directory: number }
);

/**
 * @param page from 1
 * @throws {AppError} page_not_found, image_corrupt, image_unsupported
 */
export async function findPage(path: string, format: PhotoFormat, page: number): Promise<Page> {
  if (format === "tiff") {
    const file = await readTiffFile(path);
    if (file) return findTiffPage(path, file, page);
  }
  const first = await readHeader(path, format);
  const pages = first.pages ?? 1;
  checkPage(page, pages);
  const index = page === 1 ? undefined : page - 1;
  const header = index === undefined ? first : await readHeader(path, format, index);
  const { width, height } = header;
  return { index, pages, stored: { width, height }, way: "direct", header, tiff: null };
}

async function findTiffPage(path: string, file: TiffFile, page: number): Promise<Page> {
  const indexes = await listPages(file);
  checkPage(page, indexes.length);
  const at = indexes[page - 1] as number;
  const directory = file.directories[at] as TiffDirectory;
  const layout = await readLayout(directory, file.bigEndian);
  const unreadable = await nameUnreadable(directory, layout);
  if (unreadable) throw refuse(unreadable);
  const way = layout ? chooseWay(layout) : "direct";
  const [index, pages] = [at === 0 ? undefined : at, indexes.length];
  if (layout && way === "samples") {
    const { width, height } = layout;
    return { index, pages, stored: { width, height }, way, directory: at };
  }
  const header = await readHeader(path, "tiff", index);
  const { width, height } = header;
  return {
    index,
    pages,
    stored: { width, height },
    way: way === "drop" ? way : "direct",
    header,
    tiff: { file, directory },
  };
}

const reducedBit = 1;
const maskBit = 4;

/** The directories that are pages, not small copies or masks of them. */
async function listPages({ directories }: TiffFile): Promise<number[]> {
  const pages: number[] = [];
  // One after the other: a value that lies elsewhere opens the file, and there may be thousands of pages.
  for (const [index, directory] of directories.entries()) {
    const [kind = 0] = (await directory.numbers(tiffTags.subfileType, 1)) ?? [];
    if ((kind & (reducedBit | maskBit)) === 0) pages.push(index);
  }
  return pages.length > 0 ? pages : [0];
}

function checkPage(page: number, pages: number): void {
  if (page <= pages) return;
  const has = pages === 1 ? "only one page" : `${pages} pages or frames`;
  throw new AppError("page_not_found", { detail: `There is no page ${page}: the file has ${has}.`, param: "page" });
}

const refuse = (kind: string): AppError =>
  unsupportedError(
    `This is a TIFF with ${kind}, which the studio cannot read. Save it as a TIFF with 8 or 16 bits a channel and LZW or no compression, or as PNG`,
  );
