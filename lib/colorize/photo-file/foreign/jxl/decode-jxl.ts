import { readFile } from "node:fs/promises";
import { checkPage, checkSize, type Decoded, type ForeignTask } from "../foreign-task";
import { rowsAtOnce } from "../tiff/pixel-rows";
import { type TiffPicture, writeTiff } from "../tiff/write-tiff";
import { loadVips, type VipsImage } from "./load-vips";

const grayKinds = new Set(["b-w", "grey16"]);

/** JPEG XL by libjxl: upright, 8 or 16 bits, with its profile. The frames of an animation are its pages. */
export async function decodeJxl(task: ForeignTask): Promise<Decoded> {
  const [vips, bytes] = await Promise.all([loadVips(), readFile(task.path)]);
  const first = vips.Image.newFromBuffer(bytes);
  const opened = [first];
  try {
    checkSize(first, task);
    const pages = countFrames(first);
    checkPage(task.page, pages);
    const picked = task.page === 1 ? first : vips.Image.newFromBuffer(bytes, `[page=${task.page - 1}]`);
    opened.push(picked);
    const { image, hasExtra } = toSamples(picked, opened);
    await writeTiff(task.outPath, tiffOf(image), readRows(image));
    return { pages, notes: hasExtra ? ["extra_channels"] : [] };
  } finally {
    for (const image of opened.reverse()) if (!image.isDeleted()) image.delete();
  }
}

const countFrames = (image: VipsImage): number =>
  image.getTypeof("n-pages") === 0 ? 1 : Math.max(1, image.getInt("n-pages"));

/** Gray or RGB, with alpha if it has one, in 8 or 16 bits. */
function toSamples(given: VipsImage, opened: VipsImage[]): { image: VipsImage; hasExtra: boolean } {
  let image = given;
  const keep = (next: VipsImage) => {
    opened.push(next);
    image = next;
  };
  const isPlain = ["srgb", "rgb16", "b-w", "grey16"].includes(image.interpretation);
  if (!isPlain) keep(image.colourspace(image.format === "uchar" ? "srgb" : "rgb16"));
  const colors = grayKinds.has(image.interpretation) ? 1 : 3;
  const wanted = colors + (image.hasAlpha() ? 1 : 0);
  const hasExtra = image.bands > wanted;
  if (hasExtra) keep(image.extractBand(0, { n: wanted }));
  if (image.format !== "uchar" && image.format !== "ushort") keep(image.cast("ushort"));
  return { image, hasExtra };
}

function tiffOf(image: VipsImage): TiffPicture {
  const { width, height, bands } = image;
  if (bands !== 1 && bands !== 2 && bands !== 3 && bands !== 4) throw new Error(`${bands} channels`);
  const icc = image.getTypeof("icc-profile-data") === 0 ? null : image.getBlob("icc-profile-data");
  return { width, height, channels: bands, depth: image.format === "uchar" ? 8 : 16, icc };
}

/** In pieces: the whole picture once more in WebAssembly's memory would not fit beside the decoder's. */
function* readRows(image: VipsImage): Generator<Uint8Array> {
  const { width, height, bands, format } = image;
  const rows = rowsAtOnce(width * bands * (format === "uchar" ? 1 : 2));
  for (let top = 0; top < height; top += rows) {
    const strip = image.crop(0, top, width, Math.min(rows, height - top));
    try {
      const samples = strip.writeToMemory();
      yield new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    } finally {
      strip.delete();
    }
  }
}
