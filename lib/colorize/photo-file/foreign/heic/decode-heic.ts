import { readFile } from "node:fs/promises";
import { openHeader } from "../../open-picture";
import { checkPage, checkSize, type Decoded, type ForeignTask } from "../foreign-task";
import { dropAlpha, isOpaque, sliceRows } from "../tiff/pixel-rows";
import { writeTiff } from "../tiff/write-tiff";
import { readLargestHeicSize } from "./read-largest-heic-size";

/** iPhone photos: upright 8-bit pixels in the photo's own color space. Its several pictures, where it has them, are its pages. */
export async function decodeHeic(task: ForeignTask): Promise<Decoded> {
  const announced = await readLargestHeicSize(task.path);
  if (!announced) throw new Error("no size in the file");
  checkSize(announced, task);
  const bytes = await readFile(task.path);
  // The package accepts only the common major brands, but the brand makes no difference to its decoder.
  bytes.write("heic", 8, "latin1");
  const { default: decode } = await import("heic-decode");
  const images = await decode.all({ buffer: bytes });
  try {
    checkPage(task.page, images.length);
    const image = images[task.page - 1];
    if (!image) throw new Error("no picture inside");
    checkSize(image, task);
    const { width, height } = image;
    const { data } = await image.decode();
    const rgba = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const icc = await readProfile(task.path);
    const hasAlpha = !isOpaque(rgba);
    const rows = sliceRows(rgba, width * 4);
    await writeTiff(
      task.outPath,
      { width, height, channels: hasAlpha ? 4 : 3, depth: 8, icc },
      hasAlpha ? rows : dropAlpha(rows),
    );
    return { pages: images.length, notes: [] };
  } finally {
    images.dispose();
  }
}

/** The profile is outside the compressed picture, where sharp can read it. If it cannot, the photo is decoded without. */
const readProfile = (path: string): Promise<Uint8Array | undefined> =>
  openHeader(path)
    .metadata()
    .then(
      ({ icc }) => icc,
      () => undefined,
    );
