import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cropPlane, padPlane } from "./pad-plane";
import type { Plane } from "./raster";
import { resizePlane } from "./resize-plane";
import { columnsBetween, rowBetween } from "./stretch-row";

const side = fc.integer({ min: 1, max: 24 });
const plane: fc.Arbitrary<Plane> = fc
  .tuple(side, side)
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ data: Float32Array.from(values), width, height })),
  );

describe("a plane at another size", () => {
  test("has that size and invents nothing: every value lies between the smallest and the largest there were", () => {
    fc.assert(
      fc.property(plane, side, side, (given, width, height) => {
        const resized = resizePlane(given, width, height);
        expect([resized.width, resized.height, resized.data.length]).toEqual([width, height, width * height]);
        expect(Math.min(...resized.data)).toBeGreaterThanOrEqual(Math.min(...given.data) - 0.001);
        expect(Math.max(...resized.data)).toBeLessThanOrEqual(Math.max(...given.data) + 0.001);
      }),
    );
  });

  test("is the same plane when it has that size already", () => {
    const given = { data: Float32Array.from([1, 2, 3, 4, 5, 6]), width: 3, height: 2 };
    expect(resizePlane(given, 3, 2)).toBe(given);
  });

  test("keeps a slope a slope: it neither shifts nor bends when it grows or shrinks", () => {
    const width = 40;
    const slope = { data: Float32Array.from({ length: width }, (_, x) => x), width, height: 1 };
    for (const size of [10, 20, 80, 100]) {
      const scale = width / size;
      const { data } = resizePlane(slope, size, 1);
      // Not at the ends, where the border is repeated.
      const inner = [...data.entries()].slice(Math.ceil(size / 8), -Math.ceil(size / 8));
      for (const [x, value] of inner) expect(value, `${size} wide, at ${x}`).toBeCloseTo((x + 0.5) * scale - 0.5, 3);
    }
  });

  test("shrinks without aliasing: the finest stripes become their mean", () => {
    const stripes = {
      data: Float32Array.from({ length: 64 * 64 }, (_, at) => (at % 4 === 0 ? 100 : 0)),
      width: 64,
      height: 64,
    };
    for (const value of resizePlane(stripes, 8, 8).data) expect(Math.abs(value - 25)).toBeLessThan(4);
  });
});

describe("a padded plane", () => {
  const stride = fc.integer({ min: 1, max: 16 });

  test("has sides that the stride divides, no larger than needed, and is itself once cropped", () => {
    fc.assert(
      fc.property(plane, stride, (given, step) => {
        const padded = padPlane(given, step);
        for (const [padSide, before] of [
          [padded.width, given.width],
          [padded.height, given.height],
        ] as const) {
          expect(padSide % step).toBe(0);
          expect(padSide - before).toBeLessThan(step);
        }
        expect(cropPlane(padded, given.width, given.height)).toEqual(given);
      }),
    );
  });

  test("repeats its last row and column, the corner too", () => {
    const padded = padPlane({ data: Float32Array.from([1, 2, 3, 4]), width: 2, height: 2 }, 3);
    expect([...padded.data]).toEqual([1, 2, 2, 3, 4, 4, 3, 4, 4]);
  });
});

describe("a coarse grid read at a photo's size", () => {
  test("gives each column its two neighbors in the grid, never one outside it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), side, (width, gridWidth) => {
        const { left, right, share } = columnsBetween(width, gridWidth);
        expect(Math.min(...left)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...right)).toBeLessThan(gridWidth);
        expect(right.every((column, x) => [0, 1].includes(column - (left[x] ?? 0)))).toBe(true);
        expect(share.every((part) => part >= 0 && part < 1)).toBe(true);
      }),
    );
  });

  test("is the grid itself at the grid's own size, across and down", () => {
    const { left, share } = columnsBetween(5, 5);
    expect([...left]).toEqual([0, 1, 2, 3, 4]);
    expect([...share]).toEqual([0, 0, 0, 0, 0]);
    const into = new Float32Array(2);
    const grid = Float32Array.from([1, 2, 3, 4, 5, 6]);
    for (const row of [0, 1, 2]) {
      rowBetween(grid, 3, row, 3, into);
      expect([...into]).toEqual([row * 2 + 1, row * 2 + 2]);
    }
  });

  test("goes evenly from one row to the next and stays level beyond the outer ones", () => {
    const into = new Float32Array(1);
    const values = Array.from({ length: 8 }, (_, y) => {
      rowBetween(Float32Array.from([0, 8]), 2, y, 8, into);
      return into[0];
    });
    expect(values).toEqual([0, 0, 1, 3, 5, 7, 8, 8]);
  });
});
