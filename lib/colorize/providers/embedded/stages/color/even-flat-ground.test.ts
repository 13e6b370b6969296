import { describe, expect, it } from "vitest";
import type { Plane } from "../../pixels/raster";
import { evenFlatGround } from "./even-flat-ground";

const side = 200;
const plane = (value: (x: number, y: number) => number): Plane => ({
  data: Float32Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side))),
  width: side,
  height: side,
});
const at = ({ data }: Plane, x: number, y: number) => data[y * side + x] as number;
/** A red blotch on a color of a = 4. */
const blotch = (x: number, y: number) => 4 + 26 * Math.exp(-((x - 100) ** 2 + (y - 100) ** 2) / 8 ** 2);
const blue = plane(() => -10);

describe("color on flat ground", () => {
  it("loses its patches and keeps its tone", () => {
    const { a, b } = evenFlatGround(
      plane((x) => 60 + x / 100),
      plane(blotch),
      blue,
    );
    expect(at(a, 100, 100)).toBeLessThan(12);
    expect(at(a, 20, 20)).toBeCloseTo(4, 0);
    expect(at(b, 100, 100)).toBeCloseTo(-10, 3);
  });

  it("is left alone where there is texture, lips and skin for instance", () => {
    const texture = plane((x, y) => 50 + ((x * 7 + y * 13) % 4 < 2 ? 12 : -12));
    const { a } = evenFlatGround(texture, plane(blotch), blue);
    expect(a.data).toEqual(plane(blotch).data);
  });

  it("stays apart on two sides of an edge", () => {
    const halves = plane((x) => (x < side / 2 ? 30 : 80));
    const { a } = evenFlatGround(
      halves,
      plane((x) => (x < side / 2 ? 20 : -20)),
      blue,
    );
    expect(at(a, 60, 100)).toBeCloseTo(20, 0);
    expect(at(a, 140, 100)).toBeCloseTo(-20, 0);
  });

  it.each([1, 2, 7])("takes a picture %i pixels wide", (width) => {
    const thin: Plane = { data: new Float32Array(width * 9).fill(50), width, height: 9 };
    const { a } = evenFlatGround(thin, thin, thin);
    expect([...a.data].every(Number.isFinite)).toBe(true);
  });
});
