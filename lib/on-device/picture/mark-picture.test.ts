import { crc32 } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import "../../colorize/providers/embedded/pixels/rows/node-rows";
import type { Raster } from "../../colorize/providers/embedded/pixels/raster";
import { encodeRaster } from "./encode-raster";
import { markPicture } from "./mark-picture";
import { pngChunk } from "./png-chunk";

const mark = "compositeWithTrainedAlgorithmicMedia";

test.each(["jpeg", "png"] as const)("a %s says that a model colored it, and its picture stays", async (format) => {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: "#a35" } });
  const bare = await picture.toFormat(format).toBuffer();
  const marked = Buffer.from(await markPicture(new Blob([new Uint8Array(bare)]), format).arrayBuffer());
  const { xmp, width, height } = await sharp(marked).metadata();
  expect(xmp?.toString()).toContain(mark);
  expect([width, height]).toEqual([40, 30]);
  expect((await sharp(marked).raw().toBuffer()).equals(await sharp(bare).raw().toBuffer())).toBe(true);
});

test("a chunk's checksum is the standard's", () => {
  const chunk = Buffer.from(pngChunk("iTXt", Buffer.from("grandma")));
  expect(chunk.readUInt32BE(0)).toBe(7);
  expect(chunk.readUInt32BE(chunk.length - 4)).toBe(crc32(Buffer.from("iTXtgrandma")));
});

test.each([255, 120])("a PNG has every sample of the raster, with alpha %i", async (alpha) => {
  const [width, height] = [333, 70];
  const pixels = Uint8Array.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? alpha : (at * 7919) % 256));
  const raster: Raster = { pixels, width, height, channels: 4 };
  const file = Buffer.from(await (await encodeRaster(raster, "png")).arrayBuffer());
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width, height, channels: alpha === 255 ? 3 : 4 });
  const wanted = alpha === 255 ? pixels.filter((_, at) => at % 4 !== 3) : pixels;
  expect(data.equals(wanted)).toBe(true);
});
