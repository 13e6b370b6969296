import { Tensor } from "onnxruntime-common";
import { describe, expect, it } from "vitest";
import { drawRaster } from "../../testing/draw-raster";
import { openStandIns } from "../../testing/open-stand-ins";
import type { FacesModel } from "./find-faces";
import { findFaces } from "./find-faces";
import { suppressOverlaps } from "./suppress-overlaps";

const { faces } = await openStandIns();

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
    const found = await findFaces(faces, raster);
    expect(found).toHaveLength(1);
    const [face] = found;
    expect(face?.center.x).toBeCloseTo(124 * scale, 0);
    expect(face?.center.y).toBeCloseTo(92 * scale, 0);
    expect(face?.width).toBeCloseTo(56 * scale, 0);
    expect(face?.points[0]?.x).toBeCloseTo(112 * scale, 0);
    expect(face?.points[4]?.y).toBeCloseTo(104 * scale, 0);
  });

  it("finds every face of several, and none where there is none", async () => {
    const one = square(32, 32, 56);
    const two = square(200, 96, 56);
    const crowd = drawRaster(320, 224, (x, y) => (one(x, y) || two(x, y) ? 1 : 0.1));
    expect(await findFaces(faces, crowd)).toHaveLength(2);
    expect(
      await findFaces(
        faces,
        drawRaster(320, 224, () => 0.3),
      ),
    ).toEqual([]);
  });

  it("ignores what is under 20 pixels on the photo", async () => {
    const isFace = square(24, 24, 14);
    const tiny = drawRaster(80, 60, (x, y) => (isFace(x, y) ? 1 : 0.1));
    expect(await findFaces(faces, tiny)).toEqual([]);
  });

  it.each([
    [1, 1],
    [1, 3000],
    [3000, 1],
  ])("takes a photo of %i × %i", async (width, height) => {
    expect(
      await findFaces(
        faces,
        drawRaster(width, height, () => 0.2),
      ),
    ).toEqual([]);
  });
});

const pass = (longSide: number) => ({ longSide, threshold: 0.5, smallest: longSide === 640 ? 0 : 20 });

/** Sees faces, given in pixels of a photo 512 wide, that are 16 to 100 of the pixels it is fed: a grid of scores, boxes and points. */
function detectorOf(seen: { x: number; y: number; side: number }[], passes = [pass(640), pass(160)]): FacesModel {
  const run = async ({ lightness }: Record<string, Tensor>) => {
    const [, , height = 0, width = 0] = lightness?.dims ?? [];
    const [rows, columns, scale] = [height / 8, width / 8, width / 512];
    const grid = (channels: number) => new Float32Array(channels * rows * columns);
    const [score, box, points] = [grid(1), grid(4), grid(10)];
    for (const { x, y, side } of seen.filter((face) => face.side * scale >= 16 && face.side * scale <= 100)) {
      const cell = Math.floor((y * scale) / 8) * columns + Math.floor((x * scale) / 8);
      score[cell] = 0.9;
      for (const [k, value] of [x, y, side, side].entries()) box[k * rows * columns + cell] = value * scale;
    }
    const tensor = (data: Float32Array) =>
      new Tensor("float32", data, [1, data.length / rows / columns, rows, columns]);
    return { score: tensor(score), box: tensor(box), points: tensor(points) };
  };
  return {
    session: { run },
    description: { ...faces.description, passes },
  };
}

describe("a photo fed at several sizes", () => {
  const blank = drawRaster(512, 512, () => 0.5);
  const find = (...seen: Parameters<typeof detectorOf>[0]) => findFaces(detectorOf(seen), blank);

  it("shows two faces that fill it, which one size alone does not", async () => {
    const found = await find({ x: 130, y: 250, side: 240 }, { x: 380, y: 250, side: 230 });
    expect(found.map(({ center, width }) => [Math.round(center.x), Math.round(width)]).sort()).toEqual([
      [130, 240],
      [380, 230],
    ]);
  });

  it("shows nothing that is small on a small copy: there, anything looks like a face", async () => {
    expect(await findFaces(detectorOf([{ x: 200, y: 200, side: 60 }], [pass(160)]), blank)).toEqual([]);
    expect(await findFaces(detectorOf([{ x: 200, y: 200, side: 70 }], [pass(160)]), blank)).toHaveLength(1);
  });

  it("shows small faces and large ones, and counts once what several sizes show", async () => {
    const found = await find({ x: 60, y: 60, side: 40 }, { x: 200, y: 60, side: 70 }, { x: 300, y: 330, side: 300 });
    expect(found.map(({ width }) => Math.round(width)).sort((a, b) => a - b)).toEqual([40, 70, 300]);
  });
});

describe("faces found twice", () => {
  const face = (x: number, score: number) => ({ center: { x, y: 50 }, width: 40, height: 40, points: [], score });

  it("count once, the surer one, while neighbors stay apart", () => {
    const found = [face(50, 0.7), face(55, 0.9), face(85, 0.8)];
    expect(suppressOverlaps(found).map(({ score }) => score)).toEqual([0.9, 0.8]);
  });
});
