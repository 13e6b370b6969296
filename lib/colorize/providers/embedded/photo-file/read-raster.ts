import { open, rm } from "node:fs/promises";
import type { Sharp } from "sharp";
import { AppError } from "../../../../errors/app-error";
import type { Raster } from "../pixels/raster";
// Whoever reads a photo works on its rows, in workers that open no engine too.
import "../pixels/rows/node-rows";

/** How a picture's pixels are read: with 16 bits or 8, and by way of a file for what would be in memory twice. */
export type Reading = {
  isDeep: boolean;
  /** A path that must not exist yet. Without it everything is read in memory. */
  scratchPath?: string;
};

/**
 * The pixels of a picture of three channels, or four with alpha.
 * @throws {AppError} image_corrupt for any other number of channels
 */
export async function readRaster(image: Sharp, { isDeep, scratchPath }: Reading): Promise<Raster> {
  if (scratchPath) return readByFile(image, isDeep, scratchPath);
  const { data, info } = await image.raw({ depth: isDeep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { pixels, width, height, channels: checkChannels(channels) };
}

// libvips' own uncompressed format: a header of 32-bit numbers in the machine's byte order, then the interleaved samples.
const headerBytes = 64;
const [widthAt, heightAt, bandsAt, sampleKindAt] = [4, 8, 12, 20];
const sampleKinds = { uchar: 0, ushort: 2 };
const chunkBytes = 16 * 1024 * 1024;

/**
 * A picture that has to be turned is held by libvips as a whole while the turned one is made. Through a file only one of the two is
 * in memory at a time.
 */
async function readByFile(image: Sharp, isDeep: boolean, scratchPath: string): Promise<Raster> {
  const file = `${scratchPath}.v`;
  try {
    await image.toFile(file);
    return await readUncompressed(file, isDeep);
  } finally {
    await rm(file, { force: true });
  }
}

async function readUncompressed(file: string, isDeep: boolean): Promise<Raster> {
  const handle = await open(file);
  try {
    const { buffer: header } = await handle.read({ buffer: Buffer.alloc(headerBytes), position: 0 });
    const [width, height] = [header.readInt32LE(widthAt), header.readInt32LE(heightAt)];
    const channels = checkChannels(header.readInt32LE(bandsAt));
    if (header.readInt32LE(sampleKindAt) !== sampleKinds[isDeep ? "ushort" : "uchar"]) {
      throw new Error(
        `The samples are of the kind ${header.readInt32LE(sampleKindAt)}, not of ${isDeep ? 16 : 8} bits.`,
      );
    }
    const samples = width * height * channels;
    const pixels = isDeep ? new Uint16Array(samples) : new Uint8Array(samples);
    const bytes = new Uint8Array(pixels.buffer);
    for (let at = 0; at < bytes.length; ) {
      const wanted = Math.min(chunkBytes, bytes.length - at);
      const { bytesRead } = await handle.read(bytes, at, wanted, headerBytes + at);
      if (bytesRead === 0) throw new Error("The decoded picture ends too early.");
      at += bytesRead;
    }
    return { pixels, width, height, channels };
  } finally {
    await handle.close();
  }
}

function checkChannels(channels: number): 3 | 4 {
  if (channels === 3 || channels === 4) return channels;
  throw new AppError("image_corrupt", { detail: `The photo has ${channels} channels after conversion to sRGB.` });
}
