// Runs in a worker thread: libheif is WebAssembly that blocks for seconds and keeps its memory until the thread ends.
// Plain JavaScript, since Node loads it itself, outside the bundle.
import { readFile } from "node:fs/promises";
import decode from "heic-decode";

// libheif tells the console of every broken file, in lines that are none of our log's.
console.log = () => {};

/**
 * Decodes the file's main image, turned as the file says, and tells its size in pixels.
 * @param {string} path
 */
export default async function decodeHeic(path) {
  const bytes = await readFile(path);
  // The package knows only the usual major brands; which one it is makes no difference to the decoder behind it.
  bytes.write("heic", 8, "latin1");
  const { width, height } = await decode({ buffer: bytes });
  return { width, height };
}
