import fc from "fast-check";
import { expect, test } from "vitest";
import { measureLightness } from "./measure-lightness";
import type { Raster } from "./raster";
import { readLightness } from "./rows/work-on-rows";
import "./rows/node-rows";

const side = fc.integer({ min: 1, max: 12 });
const grays = fc.tuple(side, side).chain(([width, height]) =>
  fc.array(fc.integer({ min: 0, max: 255 }), { minLength: width * height, maxLength: width * height }).map(
    (values): Raster => ({
      pixels: Uint8Array.from(values.flatMap((value) => [value, value, value])),
      width,
      height,
      channels: 3,
    }),
  ),
);
const lightnessOf = (raster: Raster) =>
  Array.from({ length: raster.height }, (_, y) => {
    const row = new Float32Array(raster.width);
    readLightness(raster, 0, y, row);
    return [...row];
  }).flat();
const meanOf = (values: Iterable<number>) => {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};

test("at the photo's own size it is the lightness of each pixel", () => {
  fc.assert(
    fc.property(grays, (raster) => {
      const { data } = measureLightness(raster, raster.width, raster.height);
      for (const [at, value] of lightnessOf(raster).entries()) expect(data[at]).toBeCloseTo(value, 2);
    }),
  );
});

test("smaller, every source pixel counts by its area: the mean of the whole stays the same at any size", () => {
  const sized = grays.chain((raster) =>
    fc.record({
      raster: fc.constant(raster),
      width: fc.integer({ min: 1, max: raster.width }),
      height: fc.integer({ min: 1, max: raster.height }),
    }),
  );
  fc.assert(
    fc.property(sized, ({ raster, width, height }) => {
      const { data } = measureLightness(raster, width, height);
      expect(data).toHaveLength(width * height);
      expect(meanOf(data)).toBeCloseTo(meanOf(lightnessOf(raster)), 2);
    }),
  );
});

test("black is 0 and white 100, also where rows do not divide evenly", () => {
  for (const [code, lightness] of [
    [0, 0],
    [255, 100],
  ] as const) {
    const raster: Raster = { pixels: new Uint8Array(7 * 5 * 4).fill(code), width: 7, height: 5, channels: 4 };
    for (const value of measureLightness(raster, 3, 2).data) expect(value).toBeCloseTo(lightness, 2);
  }
});
