import { expect, test } from "vitest";
import { labOfRgb } from "../../pixels/convert-lab";
import type { Raster } from "../../pixels/raster";
import { sampleColors } from "./sample-colors";

type Rgb = readonly [number, number, number];
function photoOf(width: number, height: number, colorAt: (x: number, y: number) => Rgb, bits: 8 | 16 = 8): Raster {
  const samples = Array.from({ length: width * height }, (_, at) => colorAt(at % width, Math.floor(at / width))).flat();
  const pixels = bits === 8 ? Uint8Array.from(samples) : Uint16Array.from(samples, (sample) => sample * 257);
  return { pixels, width, height, channels: 3 };
}
const sepia: Rgb = [150, 120, 90];

test("of a photo in one color are that color, at either depth", () => {
  const known = labOfRgb(150 / 255, 120 / 255, 90 / 255);
  for (const bits of [8, 16] as const) {
    const samples = sampleColors(photoOf(200, 150, () => sepia, bits));
    expect(samples).toHaveLength(72 * 72);
    const differences = samples.map(({ l, a, b }) => Math.hypot(l - known.l, a - known.a, b - known.b));
    expect(Math.max(...differences)).toBeLessThan(0.1);
  }
});

test("of a gray photo have no color", () => {
  const samples = sampleColors(photoOf(100, 100, (x, y) => [x + y, x + y, x + y]));
  expect(samples.length).toBeGreaterThan(1000);
  expect(Math.max(...samples.map(({ a, b }) => Math.hypot(a, b)))).toBeLessThan(0.1);
});

test("leave a colored border out: paper is not the photo", () => {
  const [width, height] = [400, 300];
  const isBorder = (x: number, y: number) => Math.min(x, width - 1 - x) < 40 || Math.min(y, height - 1 - y) < 30;
  const samples = sampleColors(photoOf(width, height, (x, y) => (isBorder(x, y) ? [255, 0, 0] : [120, 120, 120])));
  expect(Math.max(...samples.map(({ a }) => Math.abs(a)))).toBeLessThan(0.1);
});

test("leave black and white out, which have a color of any kind", () => {
  for (const tone of [0, 5, 255]) expect(sampleColors(photoOf(120, 90, () => [tone, tone, tone]))).toEqual([]);
});

test("of a photo of a few pixels are as many as it has", () => {
  expect(sampleColors(photoOf(3, 2, () => sepia))).toHaveLength(6);
  expect(sampleColors(photoOf(1, 1, () => sepia))).toHaveLength(1);
});
