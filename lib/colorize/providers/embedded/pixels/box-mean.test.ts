import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxMean, localVariance } from "./box-mean";
import type { Plane } from "./raster";

const side = fc.integer({ min: 1, max: 9 });
const plane: fc.Arbitrary<Plane> = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: -100, max: 100 }), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ data: Float32Array.from(values), width, height })),
  );
const radius = fc.integer({ min: 0, max: 12 });

/** The values in the window around x, y, as anybody would gather them. */
function windowAround({ data, width, height }: Plane, x: number, y: number, reach: number): number[] {
  const values: number[] = [];
  for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row += 1) {
    for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column += 1) {
      values.push(data[row * width + column] as number);
    }
  }
  return values;
}
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the mean around a pixel", () => {
  test("is the mean of its window, cut off at the borders, for every size and radius", () => {
    fc.assert(
      fc.property(plane, radius, (given, reach) => {
        const mean = boxMean(given, reach);
        expect([mean.width, mean.height]).toEqual([given.width, given.height]);
        for (const [at, value] of mean.data.entries()) {
          const around = windowAround(given, at % given.width, Math.floor(at / given.width), reach);
          expect(value).toBeCloseTo(meanOf(around), 3);
        }
      }),
    );
  });

  test("leaves the plane it is taken of as it was", () => {
    const given = { data: Float32Array.from([1, 2, 3, 4]), width: 2, height: 2 };
    boxMean(given, 1);
    expect([...given.data]).toEqual([1, 2, 3, 4]);
  });
});

describe("the variance around a pixel", () => {
  test("is that of its window, and never negative", () => {
    fc.assert(
      fc.property(plane, radius, (given, reach) => {
        const { variance } = localVariance(given, reach);
        for (const [at, value] of variance.data.entries()) {
          const around = windowAround(given, at % given.width, Math.floor(at / given.width), reach);
          const mean = meanOf(around);
          expect(value).toBeGreaterThanOrEqual(0);
          // Within what float32 leaves of the difference of two squares.
          expect(Math.abs(value - meanOf(around.map((one) => (one - mean) ** 2)))).toBeLessThan(0.05);
        }
      }),
    );
  });

  test("is 0 where nothing changes", () => {
    const even = { data: new Float32Array(35).fill(73.3), width: 7, height: 5 };
    expect(Math.max(...localVariance(even, 2).variance.data)).toBeLessThan(0.01);
  });
});
