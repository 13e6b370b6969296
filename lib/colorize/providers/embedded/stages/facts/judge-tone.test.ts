import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import type { Raster } from "../../pixels/raster";
import { sample } from "../../testing/open-test-engine";
import { judgeTone } from "./judge-tone";

const size = { width: 480, height: 360, fit: "fill" } as const;
const old = () => sharp(sample("march-pastoral")).resize(size).modulate({ saturation: 0 });
const inColor = () => sharp(sample("nagasaki-boats-color")).resize(size);
const toRaster = async (image: Sharp): Promise<Raster> => {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: 3 };
};
/** As it comes from a file. */
const throughJpeg = async (image: Sharp, quality: number) => toRaster(sharp(await image.jpeg({ quality }).toBuffer()));

type Tint = (x: number, y: number) => [number, number, number];
async function tint(by: Tint): Promise<Sharp> {
  const { pixels, width, height } = await toRaster(old());
  const tinted = pixels.map((value, i) => {
    const pixel = Math.floor(i / 3);
    const factor = by(pixel % width, Math.floor(pixel / width))[i % 3] ?? 1;
    return Math.min(255, value * factor);
  });
  return sharp(tinted, { raw: { width, height, channels: 3 } });
}
const sepia: Tint = () => [1.05, 0.97, 0.8];

describe("the tone of a photo", () => {
  it.each([90, 25])("is gray for a gray photo, as JPEG of quality %i too", async (quality) => {
    expect(judgeTone(await throughJpeg(old(), quality))).toBe("gray");
  });

  it("is gray under the color noise of a scanner", async () => {
    const raster = await toRaster(old());
    const noisy = raster.pixels.map((value, i) => Math.max(0, Math.min(255, value + 14 * Math.sin(i * i))));
    expect(judgeTone({ ...raster, pixels: noisy })).toBe("gray");
  });

  it.each([90, 25])("is toned for sepia, as JPEG of quality %i too", async (quality) => {
    expect(judgeTone(await throughJpeg(await tint(sepia), quality))).toBe("toned");
  });

  it("is toned for a print that yellowed unevenly", async () => {
    const uneven = await tint((x) => [1.04, 0.98, 0.9 - (x / 480) * 0.18]);
    expect(judgeTone(await throughJpeg(uneven, 80))).toBe("toned");
  });

  it.each([90, 25])("is color for a photo in color, as JPEG of quality %i too", async (quality) => {
    expect(judgeTone(await throughJpeg(inColor(), quality))).toBe("color");
  });

  it("is color for sepia with cheeks and a coat tinted by hand", async () => {
    const handTinted = await tint((x, y) => {
      if (Math.hypot(x - 200, y - 130) < 45) return [1.2, 0.92, 0.86];
      return Math.hypot(x - 260, y - 270) < 60 ? [0.85, 0.97, 1.15] : sepia(x, y);
    });
    expect(judgeTone(await throughJpeg(handTinted, 85))).toBe("color");
  });

  it("is not taken from a colored border", async () => {
    const framed = old().resize(400, 300, { fit: "fill" });
    const edge = { top: 30, bottom: 30, left: 40, right: 40, background: "#b5523a" };
    expect(judgeTone(await throughJpeg(sharp(await framed.png().toBuffer()).extend(edge), 90))).toBe("gray");
  });

  it("is told for 16 bits too", async () => {
    const { pixels, ...rest } = await toRaster(inColor());
    expect(judgeTone({ ...rest, pixels: Uint16Array.from(pixels, (value) => value * 257) })).toBe("color");
  });

  it.each([
    [1, 1],
    [1, 3000],
    [2, 7],
  ])("is told for a photo of %i × %i", (width, height) => {
    const raster = (color: number[]): Raster => ({
      pixels: Uint8Array.from({ length: width * height * 3 }, (_, i) => color[i % 3] ?? 0),
      width,
      height,
      channels: 3,
    });
    expect(judgeTone(raster([128, 128, 128]))).toBe("gray");
    expect(judgeTone(raster([140, 120, 90]))).toBe("toned");
    expect(judgeTone(raster([0, 0, 0]))).toBe("gray");
  });
});
