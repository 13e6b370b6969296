import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import type { Raster } from "../../pixels/raster";
import { sample } from "../../testing/open-test-engine";
import { judgeBilevel } from "./judge-bilevel";

const size = { width: 640, height: 480, fit: "fill" } as const;
const gray = () => sharp(sample("dust-bowl-home")).resize(size).greyscale();

async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.toColourspace("srgb").removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: 3 };
}

type Level = (value: number, x: number, y: number) => boolean;
async function twoLevels(isWhite: Level): Promise<Sharp> {
  const { data } = await gray().extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  const dots = data.map((value, i) => (isWhite(value, i % size.width, Math.floor(i / size.width)) ? 255 : 0));
  const raw = { width: size.width, height: size.height, channels: 1 } as const;
  return sharp(await sharp(dots, { raw }).png().toBuffer());
}
const wave = (x: number, y: number) => 127 + 60 * Math.cos((x + y) * 0.9) + 60 * Math.cos((x - y) * 0.9);
const kinds: Record<string, Level> = {
  "line art": (value) => value > 120,
  "a halftone of dots": (value, x, y) => value > wave(x, y),
  "a page with little on it": (_, x, y) => !(x > 100 && x < 140 && y % 40 < 3),
};

describe.each(Object.entries(kinds))("%s in black and white", (_, isWhite) => {
  it("is told as it is, and from a copy without smoothing", async () => {
    const image = await twoLevels(isWhite);
    expect(judgeBilevel(await toRaster(image.clone()))).toBe(true);
    expect(judgeBilevel(await toRaster(image.resize(400, null, { kernel: "nearest" })))).toBe(true);
  });

  it.each([95, 75, 50])("is told under the noise of JPEG of quality %i", async (quality) => {
    const file = await (await twoLevels(isWhite)).jpeg({ quality }).toBuffer();
    expect(judgeBilevel(await toRaster(sharp(file)))).toBe(true);
  });

  it.each([1.5, 2, 3])("is told after an enlargement by %f", async (by) => {
    const image = await twoLevels(isWhite);
    expect(judgeBilevel(await toRaster(image.resize(Math.round(size.width * by))))).toBe(true);
  });

  it("is told in 16 bits", async () => {
    const raster = await toRaster(await twoLevels(isWhite));
    expect(judgeBilevel({ ...raster, pixels: Uint16Array.from(raster.pixels, (value) => value * 257) })).toBe(true);
  });
});

describe("is not said of", () => {
  it.each([1, 1.8, 3])("a photo whose contrast is raised by %f", async (by) => {
    const raster = await toRaster(gray().linear(by, 128 - 128 * by));
    expect(judgeBilevel(raster)).toBe(false);
  });

  it("a small bird in a white sky", async () => {
    const raster = await toRaster(gray().resize(60, 45).extend({ top: 200, left: 300, background: "#fff" }));
    expect(judgeBilevel(raster)).toBe(false);
  });

  it("print scanned in gray, whose ink is not black", async () => {
    const print = (await twoLevels((value) => value > 120)).linear(0.78, 45);
    expect(judgeBilevel(await toRaster(print))).toBe(false);
  });

  it.each(["#000", "#fff", "#777", "#c63"])("a picture of nothing but %s", async (background) => {
    const blank = sharp({ create: { width: 64, height: 48, channels: 3, background } });
    expect(judgeBilevel(await toRaster(blank))).toBe(false);
  });

  it("a drawing in black, white and red", async () => {
    const drawing = (await twoLevels((value) => value > 120)).composite([
      { input: { create: { width: 200, height: 160, channels: 3, background: "#e01010" } } },
    ]);
    expect(judgeBilevel(await toRaster(drawing))).toBe(false);
  });
});
