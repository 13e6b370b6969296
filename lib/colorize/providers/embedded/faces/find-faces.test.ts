import { describe, expect, it } from "vitest";
import { drawRaster } from "../testing/draw-raster";
import { openStandIns } from "../testing/open-stand-ins";
import { findFaces } from "./find-faces";
import { suppressOverlaps } from "./suppress-overlaps";

const clarity = await openStandIns();

/** The stand-in sees squares of light, 56 of the pixels it is fed; photos are fed 320 wide. */
const square = (left: number, top: number, side: number) => (x: number, y: number) =>
  x >= left && x < left + side && y >= top && y < top + side;

describe("finding faces", () => {
  it.each([
    ["as large as it is fed", 1],
    ["larger", 4],
  ])("gives box and points in pixels of the photo: %s", async (_, scale) => {
    const isFace = square(96 * scale, 64 * scale, 56 * scale);
    const raster = drawRaster(320 * scale, 200 * scale, (x, y) => (isFace(x, y) ? 1 : 0.1));
    const faces = await findFaces(clarity.faces, raster);
    expect(faces).toHaveLength(1);
    const [face] = faces;
    expect(face?.centre.x).toBeCloseTo(124 * scale, 0);
    expect(face?.centre.y).toBeCloseTo(92 * scale, 0);
    expect(face?.width).toBeCloseTo(56 * scale, 0);
    expect(face?.points[0]?.x).toBeCloseTo(112 * scale, 0);
    expect(face?.points[4]?.y).toBeCloseTo(104 * scale, 0);
  });

  it("finds every face of several, and none where there is none", async () => {
    const one = square(32, 32, 56);
    const two = square(200, 96, 56);
    const crowd = drawRaster(320, 224, (x, y) => (one(x, y) || two(x, y) ? 1 : 0.1));
    expect(await findFaces(clarity.faces, crowd)).toHaveLength(2);
    expect(
      await findFaces(
        clarity.faces,
        drawRaster(320, 224, () => 0.3),
      ),
    ).toEqual([]);
  });

  it("ignores what is under 20 pixels on the photo", async () => {
    const isFace = square(24, 24, 14);
    const tiny = drawRaster(80, 60, (x, y) => (isFace(x, y) ? 1 : 0.1));
    expect(await findFaces(clarity.faces, tiny)).toEqual([]);
  });

  it.each([
    [1, 1],
    [1, 3000],
    [3000, 1],
  ])("takes a photo of %i × %i", async (width, height) => {
    expect(
      await findFaces(
        clarity.faces,
        drawRaster(width, height, () => 0.2),
      ),
    ).toEqual([]);
  });
});

describe("faces found twice", () => {
  const face = (x: number, score: number) => ({ centre: { x, y: 50 }, width: 40, height: 40, points: [], score });

  it("count once, the surer one, while neighbours stay apart", () => {
    const found = [face(50, 0.7), face(55, 0.9), face(85, 0.8)];
    expect(suppressOverlaps(found).map(({ score }) => score)).toEqual([0.9, 0.8]);
  });
});
