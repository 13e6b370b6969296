import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { inflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Raster } from "../pixels/raster";
import { shareRows } from "../pixels/rows/node-rows";
import { readRaster } from "./read-raster";
import { writePng } from "./write-png";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "png-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Slopes, noise and flat parts, so that every filter is the best one somewhere. */
function draw(bits: 8 | 16, channels: 3 | 4, width: number, height: number): Raster {
  const top = bits === 8 ? 255 : 65_535;
  const pixels = new (bits === 8 ? Uint8Array : Uint16Array)(width * height * channels);
  for (let i = 0; i < pixels.length; i++) {
    const y = Math.floor(i / (width * channels));
    const noise = ((i * 7919) % 104_729) / 104_729;
    const slope = (i % (width * channels)) / (width * channels);
    pixels[i] = ([noise, slope, y / height, (slope + y / height) / 2, 0.5][Math.floor(y / 3) % 5] as number) * top;
  }
  return { pixels, width, height, channels };
}

/** The data of the picture's chunks, decompressed, which fails where the checksum does not hold. */
function inflatePng(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(parts));
}

const kinds = ([8, 16] as const).flatMap((bits) => ([3, 4] as const).map((channels) => [bits, channels] as const));

test.each(kinds)(
  "a PNG of %i bits and %i channels is the raster, to the bit, in one block and in several",
  async (bits, channels) => {
    for (const threads of [1, 3]) {
      shareRows(threads);
      for (const [width, height] of [
        [1, 1],
        [3, 5],
        [17, 9],
        [333, 61],
        [701, 800],
      ] as const) {
        const raster = draw(bits, channels, width, height);
        const file = path.join(dir, "picture.png");
        const written = await writePng(raster, file);
        const png = await readFile(file);
        expect(written).toEqual({ size: png.length, width, height });
        expect(inflatePng(png)).toHaveLength(height * (1 + raster.pixels.byteLength / height));
        const picture = sharp(png, { failOn: "warning" }).toColourspace(bits === 16 ? "rgb16" : "srgb");
        const read = await readRaster(picture, { isDeep: bits === 16 });
        const samples = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
          Buffer.from(buffer, byteOffset, byteLength);
        expect(samples(read.pixels).equals(samples(raster.pixels))).toBe(true);
      }
    }
  },
);

test("rows are filtered, so that a slope takes a fraction of its samples", async () => {
  const [width, height] = [600, 400];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i % (width * 3)) / 8 + i / (width * 12));
  const { size } = await writePng({ pixels, width, height, channels: 3 }, path.join(dir, "slope.png"));
  expect(size).toBeLessThan(pixels.length / 15);
});
