import { expect, it } from "vitest";
import type { Plane } from "../../pixels/raster";
import { evenChange } from "./even-change";

const [width, height] = [320, 256];
/** Noise that is the same every time: a hash of the place. */
const noise = (x: number, y: number) => {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return 10 * (value - Math.floor(value) - 0.5);
};
const draw = (paint: (x: number, y: number) => number): Plane => ({
  data: Float32Array.from({ length: width * height }, (_, i) => paint(i % width, Math.floor(i / width))),
  width,
  height,
});
const grain = draw((x, y) => 50 + noise(x, y));
/** Mean share of the grain's changes that is left, in a square. */
function left(change: Plane, after: Plane, from: number, to: number): number {
  let [before, kept] = [0, 0];
  for (let y = from; y < to; y++) {
    for (let x = from; x < to; x++) {
      before += Math.abs(change.data[y * width + x] as number);
      kept += Math.abs(after.data[y * width + x] as number);
    }
  }
  return kept / before;
}

it("grain that is removed everywhere is removed as the network says", () => {
  const change = draw((x, y) => -0.8 * noise(x, y));
  expect(left(change, evenChange(change, grain), 16, 240)).toBeGreaterThan(0.98);
});

it("a patch that alone would be smoothed keeps most of its grain, so that it doesn't look like wax", () => {
  const isPatch = (x: number, y: number) => x >= 128 && x < 176 && y >= 128 && y < 176;
  const change = draw((x, y) => (isPatch(x, y) ? -0.8 * noise(x, y) : 0));
  expect(left(change, evenChange(change, grain), 140, 164)).toBeLessThan(0.4);
});

it("what is added stays: an edge made sharper", () => {
  const edge = draw((x) => 50 + 20 * Math.tanh((x - 150) / 3));
  const change = draw((x) => 6 * Math.tanh((x - 150) / 3) * Math.exp(-(((x - 150) / 5) ** 2)));
  const after = evenChange(change, edge);
  for (const [i, value] of change.data.entries()) expect(after.data[i]).toBeCloseTo(value, 4);
});
