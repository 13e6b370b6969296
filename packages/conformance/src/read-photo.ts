import { readFile } from "node:fs/promises";
import sharp from "sharp";
import type { Photo } from "./endpoint";

/** The JPEG at `file`, or a small grey one with some structure in it. */
export async function readPhoto(file: string | null): Promise<Photo> {
  const bytes = file ? await readFile(file) : await makePhoto();
  const { width, height, format, orientation = 1 } = await sharp(bytes).metadata();
  if (format !== "jpeg") throw new Error(`${file} is ${format}; the cases need a JPEG.`);
  const [across, down] = orientation > 4 ? [height, width] : [width, height];
  return { bytes: Uint8Array.from(bytes), width: across, height: down };
}

function makePhoto(): Promise<Buffer> {
  const [width, height] = [96, 64];
  const wave = (at: number) => 127 + 60 * Math.sin((at % width) / 9) + 60 * Math.cos(Math.floor(at / width) / 7);
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => Math.round(wave(at)));
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}
