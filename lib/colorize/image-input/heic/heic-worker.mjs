// Runs in a worker thread, because libheif (WebAssembly) blocks for seconds and keeps its memory until the thread ends.
// Plain JavaScript, because Node loads it directly, outside the bundle.
import { readFile } from "node:fs/promises";
import decode from "heic-decode";
import sharp from "sharp";

// libheif writes to the console about every broken file, which would corrupt the JSON log.
console.log = () => {};

const previewSide = 2400;

/**
 * Decodes the file's main image upright, writes a WebP preview for browsers and returns the image's size in pixels.
 * @param {{ path: string, previewPath: string }} files
 */
export default async function decodeHeic({ path, previewPath }) {
  const bytes = await readFile(path);
  // The package accepts only the common major brands, but the brand makes no difference to its decoder.
  bytes.write("heic", 8, "latin1");
  const { width, height, data } = await decode({ buffer: bytes });
  await sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .resize(previewSide, previewSide, { fit: "inside", withoutEnlargement: true })
    .webp({ quality: 88 })
    .toFile(previewPath);
  return { width, height };
}
