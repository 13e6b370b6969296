import fc from "fast-check";
import { expect, test } from "vitest";
import { labOfRgb } from "./convert-lab";
import type { Raster } from "./raster";
import { relightRow } from "./relight-row";
import { readLightness } from "./rows/work-on-rows";
import "./rows/node-rows";

const rasterOf = (samples: number[], bits: 8 | 16 = 8, channels: 3 | 4 = 3): Raster => ({
  pixels: (bits === 8 ? Uint8Array : Uint16Array).from(samples),
  width: samples.length / channels,
  height: 1,
  channels,
});
const lightnessOf = (raster: Raster) => {
  const into = new Float32Array(raster.width);
  readLightness(raster, 0, 0, into);
  return [...into];
};
const colors = fc
  .array(fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 }))), { minLength: 1, maxLength: 12 })
  .map((pixels) => pixels.flat() as number[]);

test("where nothing is to change, nothing does, to the bit", () => {
  fc.assert(
    fc.property(colors, (samples) => {
      const raster = rasterOf(samples);
      expect(relightRow(raster, 0, 0, new Float32Array(raster.width))).toBe(0);
      expect([...raster.pixels]).toEqual(samples);
    }),
  );
});

test("lightness changes by what was asked, as far as there is room up to white and down to black", () => {
  const change = fc.double({ min: -60, max: 60, noNaN: true });
  fc.assert(
    fc.property(colors, change, (samples, asked) => {
      const raster = rasterOf(
        samples.map((sample) => sample * 257),
        16,
      );
      const before = lightnessOf(raster);
      relightRow(raster, 0, 0, new Float32Array(raster.width).fill(asked));
      for (const [x, after] of lightnessOf(raster).entries()) {
        const wanted = Math.max(0, Math.min(100, (before[x] as number) + asked));
        expect(Math.abs(after - wanted)).toBeLessThan(0.25);
      }
    }),
  );
});

test("hue stays: a color becomes lighter or darker of its own kind, also where it meets the edge of sRGB", () => {
  const angle = ({ a, b }: { a: number; b: number }) => Math.atan2(b, a);
  for (const color of [
    [200, 60, 40],
    [40, 90, 200],
    [90, 160, 60],
  ]) {
    const before = labOfRgb(...(color.map((code) => code / 255) as [number, number, number]));
    for (const change of [-15, -5, 5]) {
      const raster = rasterOf(
        color.map((code) => code * 257),
        16,
      );
      relightRow(raster, 0, 0, Float32Array.of(change));
      const after = labOfRgb(...([...raster.pixels].map((code) => code / 65_535) as [number, number, number]));
      expect(Math.abs(angle(after) - angle(before)), `${color} ${change}`).toBeLessThan(0.06);
    }
  }
});

test("black that becomes lighter becomes gray, and gray stays gray", () => {
  const raster = rasterOf([0, 0, 0, 90, 90, 90]);
  relightRow(raster, 0, 0, Float32Array.of(30, 30));
  for (const at of [0, 3]) {
    const [red, green, blue] = raster.pixels.slice(at, at + 3);
    expect(red).toBeGreaterThan(at === 0 ? 0 : 90);
    expect([green, blue]).toEqual([red, red]);
  }
});

test("says how much the most changed sample changed, in 1/255 at either depth; alpha is no such sample", () => {
  const eight = rasterOf([100, 100, 100, 7], 8, 4);
  const largest = relightRow(eight, 0, 0, Float32Array.of(10));
  expect(largest).toBe((eight.pixels[0] as number) - 100);
  expect(eight.pixels[3]).toBe(7);
  const sixteen = rasterOf([25_700, 25_700, 25_700, 7], 16, 4);
  expect(relightRow(sixteen, 0, 0, Float32Array.of(10))).toBeCloseTo(largest, 0);
});

test("only the stretch it was given changes", () => {
  const raster = rasterOf(Array(4 * 3).fill(100));
  relightRow(raster, 1, 0, Float32Array.of(20, 20));
  expect([0, 1, 2, 3].map((x) => raster.pixels[x * 3] !== 100)).toEqual([false, true, true, false]);
});
