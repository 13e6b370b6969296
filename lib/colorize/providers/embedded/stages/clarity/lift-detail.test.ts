import { describe, expect, it } from "vitest";
import type { Raster } from "../../pixels/raster";
import { copyRaster, countChanged, drawRaster, pixelAt } from "../../testing/draw-raster";
import { liftDetail } from "./lift-detail";
import "../../pixels/rows/node-rows";

/** Noise that is the same every time: a hash of the place. */
const noise = (x: number, y: number) => {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return value - Math.floor(value) - 0.5;
};
const lift = (raster: Raster) => {
  const lifted = copyRaster(raster);
  const largest = liftDetail(lifted, () => {});
  expect(largest > 0).toBe(countChanged(raster, lifted) > 0);
  return lifted;
};
function spread(raster: Raster, from: number, to: number): number {
  const values: number[] = [];
  for (let y = 40; y < raster.height - 40; y++)
    for (let x = from; x < to; x++) values.push(pixelAt(raster, x, y)[0] ?? 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe("the gentle lift", () => {
  it("brings texture out by at most a quarter", () => {
    const raster = drawRaster(400, 300, (x, y) => (x < 200 ? 0.5 : 0.5 + 0.04 * Math.sin(x / 1.3) * Math.sin(y / 1.3)));
    const gain = spread(lift(raster), 220, 380) / spread(raster, 220, 380);
    expect(gain).toBeGreaterThan(1.05);
    expect(gain).toBeLessThan(1.25);
  });

  it("leaves a photo that has contrast enough to the bit, however fine its texture is", () => {
    const raster = drawRaster(
      400,
      300,
      (x, y) => 0.5 + 0.3 * Math.sin(x / 9) + 0.04 * Math.sin(x / 1.3) * Math.sin(y / 1.3),
    );
    expect(countChanged(raster, lift(raster))).toBe(0);
  });

  it("leaves grain as it is", () => {
    const raster = drawRaster(400, 300, (x, y) => 0.5 + 0.1 * noise(x, y));
    expect(spread(lift(raster), 20, 380) / spread(raster, 20, 380)).toBeLessThan(1.01);
  });

  it("gives a hard edge no halo", () => {
    const raster = drawRaster(400, 300, (x) => (x < 200 ? 0.25 : 0.75));
    const lifted = lift(raster);
    for (let x = 0; x < 400; x++) {
      expect(Math.abs((pixelAt(lifted, x, 150)[0] ?? 0) - (pixelAt(raster, x, 150)[0] ?? 0))).toBeLessThanOrEqual(2);
    }
  });

  it("keeps colors' hue and alpha, and a plain photo to the bit", () => {
    const plain = drawRaster(200, 150, () => [0.7, 0.4, 0.2], { alpha: true });
    expect(countChanged(plain, lift(plain))).toBe(0);
    const isDark = (x: number, y: number) => x > 100 && (Math.floor(x / 6) + Math.floor(y / 6)) % 2 === 0;
    const leaf = drawRaster(200, 150, (x, y) => (isDark(x, y) ? [0.3, 0.5, 0.2] : [0.33, 0.55, 0.22]), { alpha: true });
    const lifted = lift(leaf);
    expect(countChanged(leaf, lifted)).toBeGreaterThan(0);
    for (const [x, y] of [
      [150, 50],
      [151, 77],
      [120, 90],
    ] as const) {
      const [red, green, blue, alpha] = pixelAt(lifted, x, y) as [number, number, number, number];
      expect(alpha).toBe(pixelAt(leaf, x, y)[3]);
      expect(red / green).toBeCloseTo(0.6, 1);
      expect(blue / green).toBeCloseTo(0.4, 1);
    }
  });

  it.each([
    [1, 1],
    [1, 3000],
    [5, 2],
  ])("takes a photo of %i × %i", (width, height) => {
    const raster = drawRaster(width, height, () => 0.5);
    expect(countChanged(raster, lift(raster))).toBe(0);
  });
});
