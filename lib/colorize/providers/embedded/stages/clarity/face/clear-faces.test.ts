import { describe, expect, it } from "vitest";
import type { Plane } from "../../../pixels/raster";
import { copyRaster, countChanged, drawRaster, pixelAt } from "../../../testing/draw-raster";
import type { Face } from "../../faces/face";
import { alignFace } from "./align-face";
import { clearFaces } from "./clear-faces";
import { cutFace } from "./cut-face";
import "../../../pixels/rows/node-rows";

/** A face of 100 pixels around 150, 150, turned by `degrees`. */
function faceAt(degrees: number, center = { x: 150, y: 150 }): Face {
  const turn = (x: number, y: number) => {
    const angle = (degrees * Math.PI) / 180;
    return {
      x: center.x + x * Math.cos(angle) - y * Math.sin(angle),
      y: center.y + x * Math.sin(angle) + y * Math.cos(angle),
    };
  };
  const points = [turn(-20, -15), turn(20, -15), turn(0, 5), turn(-16, 25), turn(16, 25)];
  return { center, width: 100, height: 90, points, score: 1 };
}
const lighter = (by: number, alignment: "square" | "ffhq" = "square") => ({
  side: 64,
  alignment,
  restore: async (plane: Plane) => ({ ...plane, data: plane.data.map((value) => value + by) }),
});
const quiet = () => {};

describe("the crop of a face", () => {
  it("is 1.6 times the longer side of the box around its center, with the eyes level", () => {
    const { x, y, cos, sin } = alignFace(faceAt(30), { alignment: "square", side: 192 });
    expect(Math.hypot(cos, sin) * 192).toBeCloseTo(160, 6);
    expect((Math.atan2(sin, cos) * 180) / Math.PI).toBeCloseTo(30, 6);
    expect(x + (cos - sin) * 96).toBeCloseTo(150, 6);
    expect(y + (sin + cos) * 96).toBeCloseTo(150, 6);
  });

  it("for models of the GFPGAN family brings the five points to where FFHQ has them", () => {
    const [right, left, nose] = [
      { x: 192.98138, y: 239.94708 },
      { x: 318.90277, y: 240.1936 },
      { x: 256.63416, y: 314.01935 },
    ];
    const mouth = [
      { x: 201.26117, y: 371.41043 },
      { x: 313.08905, y: 371.15118 },
    ];
    // The template itself, turned a quarter, at half the size and moved.
    const points = [right, left, nose, ...mouth].map((point) => ({
      x: 700 - (point?.y ?? 0) / 2,
      y: 40 + (point?.x ?? 0) / 2,
    }));
    const alignment = alignFace({ ...faceAt(0), points }, { alignment: "ffhq", side: 256 });
    expect(alignment.cos).toBeCloseTo(0, 6);
    expect(alignment.sin).toBeCloseTo(1, 6);
    expect(alignment.x).toBeCloseTo(700, 4);
    expect(alignment.y).toBeCloseTo(40, 4);
  });

  it("falls back to the box where the points can't be right", () => {
    const face = { ...faceAt(0), points: faceAt(0).points.map(() => ({ x: 150, y: 150 })) };
    const { cos, sin } = alignFace(face, { alignment: "ffhq", side: 512 });
    expect(Math.hypot(cos, sin) * 512).toBeCloseTo(160, 6);
  });

  it.each([
    ["at the photo's own scale", 1],
    ["sampled finer than the photo", 0.5],
    ["averaged down", 4.3],
    ["enlarged five times", 0.2],
  ])("shows the photo where it lies: %s", (_, scale) => {
    const ramp = drawRaster(400, 300, (x, y) => 0.2 + x / 1000 + y / 1000, { bits: 16 });
    const side = 40;
    const plane = cutFace(ramp, { x: 100, y: 60, cos: scale, sin: 0 }, side);
    const flat = drawRaster(1, 1, () => 0.2 + (99.5 + 59.5 + side * scale) / 1000, { bits: 16 });
    const middle = cutFace(flat, { x: 0, y: 0, cos: 1, sin: 0 }, 2).data[0] ?? 0;
    const four = [19, 20].flatMap((v) => [19, 20].map((u) => plane.data[v * side + u] ?? 0));
    expect(four.reduce((sum, value) => sum + value, 0) / 4).toBeCloseTo(middle, 1);
  });

  it("goes on with the photo's last pixels beyond its border", () => {
    const plane = cutFace(
      drawRaster(10, 10, () => 0.5),
      { x: -30, y: -30, cos: 1, sin: 0 },
      64,
    );
    expect(new Set([...plane.data].map((value) => Math.round(value * 10))).size).toBe(1);
  });
});

describe("a face made clear", () => {
  const color: [number, number, number] = [0.6, 0.45, 0.35];

  it.each(["square", "ffhq"] as const)("changes inside a soft ellipse only: %s", async (alignment) => {
    const before = drawRaster(300, 300, () => color, { alpha: true });
    const after = copyRaster(before);
    const largestChange = await clearFaces(lighter(5, alignment), after, [faceAt(20)], quiet);
    expect(pixelAt(after, 150, 150)[0]).toBeGreaterThan((pixelAt(before, 150, 150)[0] ?? 0) + 8);
    expect(pixelAt(after, 150, 150)[3]).toBe(pixelAt(before, 150, 150)[3]);
    expect(countChanged(before, after, (x, y) => Math.hypot(x - 150, y - 150) > 110)).toBe(0);
    const largest = (pixelAt(after, 150, 150)[0] ?? 0) - (pixelAt(before, 150, 150)[0] ?? 0);
    expect(largestChange).toBeCloseTo(largest, 6);
  });

  it("fades out without a seam: neighbors never differ by more than a step or two", async () => {
    const raster = drawRaster(300, 300, () => 0.5);
    await clearFaces(lighter(10), raster, [faceAt(12)], quiet);
    let widest = 0;
    for (let x = 1; x < 300; x++) {
      widest = Math.max(widest, Math.abs((pixelAt(raster, x, 150)[0] ?? 0) - (pixelAt(raster, x - 1, 150)[0] ?? 0)));
    }
    expect(widest).toBeLessThanOrEqual(3);
  });

  it("keeps the color of its pixels, and what the model leaves as it is stays to the bit", async () => {
    const before = drawRaster(300, 300, () => color, { bits: 16 });
    const after = copyRaster(before);
    await clearFaces(lighter(8), after, [faceAt(0)], quiet);
    const linear = (value = 0) => ((value / 65_535 + 0.055) / 1.055) ** 2.4;
    const [red, green, blue] = pixelAt(after, 150, 150).map(linear) as [number, number, number];
    const [red0, green0, blue0] = pixelAt(before, 150, 150).map(linear) as [number, number, number];
    expect(red / green).toBeCloseTo(red0 / green0, 2);
    expect(blue / green).toBeCloseTo(blue0 / green0, 2);
    const same = copyRaster(before);
    expect(await clearFaces(lighter(0), same, [faceAt(0)], quiet)).toBe(0);
    expect(countChanged(before, same)).toBe(0);
  });

  it("that was clear already stays to the bit: what the model would do to it is next to nothing", async () => {
    const before = drawRaster(300, 300, () => color, { bits: 16 });
    const after = copyRaster(before);
    expect(await clearFaces(lighter(0.3), after, [faceAt(0)], quiet)).toBe(0);
    expect(countChanged(before, after)).toBe(0);
  });

  it("keeps detail finer than the crop", async () => {
    const checked = (x: number, y: number) => ((x + y) % 2 ? 0.6 : 0.4);
    const raster = drawRaster(600, 600, checked);
    await clearFaces({ ...lighter(6), side: 32 }, raster, [{ ...faceAt(0, { x: 300, y: 300 }), width: 300 }], quiet);
    const difference = (pixelAt(raster, 300, 301)[0] ?? 0) - (pixelAt(raster, 300, 300)[0] ?? 0);
    expect(difference).toBeGreaterThan(45);
  });

  it.each([
    [0, 0],
    [299, 150],
    [-40, 320],
  ])("may lie across the photo's border: around %i, %i", async (x, y) => {
    const raster = drawRaster(300, 300, () => 0.5);
    await expect(clearFaces(lighter(5), raster, [faceAt(45, { x, y })], quiet)).resolves.toBeLessThan(30);
  });
});
