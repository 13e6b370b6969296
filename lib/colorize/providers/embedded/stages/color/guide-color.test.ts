import { expect, test } from "vitest";
import type { Plane } from "../../pixels/raster";
import { guideColor, guideRadius } from "./guide-color";

const side = 40;
const planeOf = (valueAt: (x: number, y: number) => number): Plane => ({
  data: Float32Array.from({ length: side * side }, (_, at) => valueAt(at % side, Math.floor(at / side))),
  width: side,
  height: side,
});
/** The color that the field gives to a lightness at a point. */
const colorAt = ({ data }: { data: Float32Array }, x: number, y: number, lightness: number) => {
  const [aSlope = 0, aOffset = 0, bSlope = 0, bOffset = 0] = data.slice((y * side + x) * 4, (y * side + x) * 4 + 4);
  return { a: aSlope * lightness + aOffset, b: bSlope * lightness + bOffset };
};

test("where lightness is even, color is the mean of what was predicted around, whatever lightness it is asked for", () => {
  const field = guideColor(
    planeOf(() => 50),
    planeOf(() => 12),
    planeOf((x) => (x % 2 ? 10 : -10)),
    5,
  );
  for (const lightness of [10, 50, 90]) {
    const { a, b } = colorAt(field, 20, 20, lightness);
    expect(a).toBeCloseTo(12, 3);
    expect(Math.abs(b)).toBeLessThan(1);
  }
});

test("color stops where lightness does: each side of an edge gets its own, although the prediction ran over it", () => {
  const isRight = (x: number) => x >= side / 2;
  const lightness = planeOf((x) => (isRight(x) ? 90 : 20));
  // Predicted smoothly over the edge, as a coarse model does: 13 and 20 right beside it.
  const a = planeOf((x) => 40 * Math.max(0, Math.min(1, (x - side / 2 + 3) / 6)));
  const field = guideColor(
    lightness,
    a,
    planeOf(() => 0),
    6,
  );
  const [left, right] = [colorAt(field, 19, 20, 20), colorAt(field, 20, 20, 90)];
  expect(left.a).toBeLessThan(8);
  expect(right.a).toBeGreaterThan(28);
});

test("no color stays none, and a* and b* do not mix", () => {
  const lightness = planeOf((x, y) => 20 + x + y / 2);
  const field = guideColor(
    lightness,
    planeOf(() => 0),
    planeOf((x) => x),
    4,
  );
  const { a, b } = colorAt(field, 20, 20, 50);
  expect(a).toBe(0);
  expect(b).toBeGreaterThan(10);
});

test("the window grows with the photo and is never less than a pixel", () => {
  expect(guideRadius({ data: new Float32Array(), width: 3000, height: 2000 }, 100)).toBe(30);
  expect(guideRadius({ data: new Float32Array(), width: 2, height: 9 }, 512)).toBe(1);
});
