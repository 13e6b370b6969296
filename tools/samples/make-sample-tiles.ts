import { mkdir, readdir, stat } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";

/**
 * `node --import tsx tools/samples/make-sample-tiles.ts`: the small square pictures of the sample photos in public/samples, which
 * the empty workbench shows. 96 CSS pixels wide at most, so twice that many.
 */
const side = 192;
const maxBytes = 12 * 1024;
const folder = path.resolve(import.meta.dirname, "../../public/samples");

const names = (await readdir(folder)).filter((name) => name.endsWith(".jpg") && !name.endsWith("-color.jpg"));
await mkdir(path.join(folder, "tiles"), { recursive: true });
for (const name of names) {
  const tile = path.join(folder, "tiles", name.replace(/\.jpg$/, ".webp"));
  await sharp(path.join(folder, name))
    .resize(side, side, { fit: "cover" })
    .webp({ quality: 68, effort: 6, smartSubsample: true })
    .toFile(tile);
  const { size } = await stat(tile);
  if (size > maxBytes) throw new Error(`${tile} has ${size} bytes, more than ${maxBytes}.`);
  console.log(`${path.relative(folder, tile)}: ${size} bytes`);
}
