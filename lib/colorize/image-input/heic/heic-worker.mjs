// Runs in a worker thread: libheif is WebAssembly that blocks for seconds and keeps its memory until the thread ends.
// Plain JavaScript, since Node loads it itself, outside the bundle.
import { readFile } from "node:fs/promises";
import decode from "heic-decode";
import sharp from "sharp";

// libheif tells the console of every broken file, in lines that are none of our log's.
console.log = () => {};

const previewSide = 2400;

/**
 * Decodes the file's main image, turned as the file says, writes a WebP that browsers can show and tells its size in pixels.
 * @param {{ path: string, previewPath: string }} files
 */
export default async function decodeHeic({ path, previewPath }) {
  const bytes = await readFile(path);
  // The package knows only the usual major brands; which one it is makes no difference to the decoder behind it.
  bytes.write("heic", 8, "latin1");
  const { width, height, data } = await decode({ buffer: bytes });
  await sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .resize(previewSide, previewSide, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 88 })
    .toFile(previewPath);
  return { width, height };
}
