import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Raster } from "../../pixels/raster";
import { compareLab, readLab } from "../../testing/read-lab";
import { paintRows } from "./paint-rows";
import "../../pixels/rows/node-rows";

/** Every gray there is, one pixel each. */
const grays = (): Raster => ({
  pixels: Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3)),
  width: 256,
  height: 1,
  channels: 3,
});
const toPng = ({ pixels, width, height, channels }: Raster) =>
  sharp(pixels, { raw: { width, height, channels } }).png().toBuffer();

async function paint(a: number, b: number) {
  const raster = grays();
  paintRows(raster, { data: Float32Array.of(0, a, 0, b), width: 1, height: 1 }, () => {});
  return readLab(await toPng(raster));
}

describe("painting", () => {
  it.each([
    [90, -110],
    [-100, 100],
    [110, 110],
    [-60, -90],
  ])("keeps the lightness where sRGB can't show a = %i, b = %i", async (a, b) => {
    const after = await paint(a, b);
    expect(compareLab(await readLab(await toPng(grays())), after).off).toBeLessThan(0.01);
    expect(after.chroma[128]).toBeGreaterThan(20);
  });

  it("gives exactly the color asked for where sRGB can show it", async () => {
    const { chroma } = await paint(12, 16);
    for (const value of chroma.subarray(60, 220)) expect(Math.abs(value - 20)).toBeLessThan(1);
  });

  it("with no color gives back the grays, to the last bit", () => {
    const raster = grays();
    paintRows(raster, { data: Float32Array.of(0, 0, 0, 0), width: 1, height: 1 }, () => {});
    expect(raster.pixels).toEqual(grays().pixels);
  });
});
