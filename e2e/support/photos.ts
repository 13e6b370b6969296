import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { repository } from "./start-studio";

export const samplePhoto = () => readFile(path.join(repository, "public/samples/dust-bowl-home.jpg"));

/** A small gray photo with some structure in it, quick to colorize. */
export async function smallPhoto(width = 96, height = 64): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const x = at % width;
    const y = Math.floor(at / width);
    pixels[at] = Math.round(127 + 60 * Math.sin(x / 9) + 60 * Math.cos(y / 7)) & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** A valid JPEG of exactly `bytes` bytes: what comes after the end marker belongs to the file, not to the picture. */
export async function photoOfBytes(bytes: number): Promise<Buffer> {
  const photo = await smallPhoto();
  return Buffer.concat([photo, Buffer.alloc(bytes - photo.length)]);
}

export type PhotoMeasure = {
  width: number;
  height: number;
  format: string;
  /** Mean distance between a pixel's channels, 0 for a gray picture, up to 255. */
  chroma: number;
};

export async function measurePhoto(bytes: Uint8Array): Promise<PhotoMeasure> {
  const { width, height, format } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes)
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let sum = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = red, blue = red] = data.subarray(at, at + info.channels);
    sum += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  return { width, height, format, chroma: sum / (data.length / info.channels) };
}
