import { expect, it } from "vitest";
import { labOfRgb } from "../../pixels/convert-lab";
import type { Plane, Raster } from "../../pixels/raster";
import "../../pixels/rows/node-rows";
import type { ColorModel } from "./color-model";
import { colorRaster } from "./color-raster";

const side = 512;
const dot = { a: 30, b: 22 };
const ground = { a: -8, b: -10 };
/** Cells of the model's grid, away from the middle, so that nothing is symmetric by chance. */
const [left, top] = [203, 310];

const isDot = (cells: number) => (x: number, y: number) => x >= left && x < left + cells && y >= top && y < top + cells;

/** Answers as DDColor does, 512 × 512, with one small object in a color of its own. */
function modelOf(cells: number): ColorModel {
  const inDot = isDot(cells);
  const plane = (k: "a" | "b"): Plane => ({
    data: Float32Array.from({ length: side ** 2 }, (_, i) => (inDot(i % side, Math.floor(i / side)) ? dot : ground)[k]),
    width: side,
    height: side,
  });
  return {
    sizeFor: () => ({ width: side, height: side }),
    predict: async () => ({ a: plane("a"), b: plane("b"), inferenceMs: 0 }),
  };
}

/** Of a gray photo with the object in its lightness or not: the object's mean chroma as a share of the predicted one. */
async function keptChroma({ cells, scale, step }: { cells: number; scale: number; step: number }): Promise<number> {
  const inDot = isDot(cells);
  const width = side * scale;
  const where = (i: number) => inDot(Math.floor((i % width) / scale), Math.floor(i / width / scale));
  const pixels = new Uint8Array(width * width * 3);
  for (let i = 0; i < width * width; i++) pixels.fill(where(i) ? 128 + step : 128, i * 3, i * 3 + 3);
  const raster: Raster = { pixels, width, height: width, channels: 3 };
  const preset = { model: "x", shortSides: [side], evenFlatGround: false };
  await colorRaster(modelOf(cells), raster, { preset, strength: 1 }, () => {});
  const chromas: number[] = [];
  for (let i = 0; i < width * width; i++) {
    if (!where(i)) continue;
    const [red = 0, green = 0, blue = 0] = [...pixels.subarray(i * 3, i * 3 + 3)].map((code) => code / 255);
    const { a, b } = labOfRgb(red, green, blue);
    // Along the object's own hue, so that the ground's color does not count.
    chromas.push((a * dot.a + b * dot.b) / Math.hypot(dot.a, dot.b));
  }
  return chromas.reduce((sum, chroma) => sum + chroma, 0) / chromas.length / Math.hypot(dot.a, dot.b);
}

it.each([
  [3, 1, 0],
  [4, 1, 0],
  [4, 2, 0],
  [4, 1, 15],
  [3, 1, 40],
  [4, 2, 40],
])(
  "an object of %i cells of a fine model's answer, in a photo of %i times its size, keeps its color with an edge of %i codes",
  async (cells, scale, step) => {
    const kept = await keptChroma({ cells, scale, step });
    expect(kept).toBeGreaterThan(0.8);
  },
);
