import { Tensor } from "onnxruntime-common";
import { expect, it } from "vitest";
import { drawRaster } from "../../testing/draw-raster";
import { openStandIns } from "../../testing/open-stand-ins";
import type { FacesModel } from "../faces/find-faces";
import { findHints } from "./find-hints";
import { turnPicture } from "./turn-picture";

const { faces } = await openStandIns();

/** Sees one face, this surely, where the upper quarter of what it is fed is lighter than the lower one; else `otherwise`. */
function detectorOf(sure: number, otherwise = 0): FacesModel {
  const run = async ({ lightness }: Record<string, Tensor>) => {
    const [, , height = 0, width = 0] = lightness?.dims ?? [];
    const data = lightness?.data;
    if (!(data instanceof Float32Array)) throw new Error("no lightness");
    const [rows, columns] = [height / 8, width / 8];
    const mean = (from: number, to: number) =>
      data.slice(from * width, to * width).reduce((sum, value) => sum + value, 0) / ((to - from) * width);
    const isUpright = mean(0, Math.floor(height / 4)) > mean(Math.floor(height / 2), Math.floor((height * 3) / 4)) + 10;
    const grid = (channels: number) => new Float32Array(channels * rows * columns);
    const [score, box] = [grid(1), grid(4)];
    score[0] = isUpright ? sure : otherwise;
    for (const [k, value] of [80, 80, 60, 60].entries()) box[k * rows * columns] = value;
    const tensor = (values: Float32Array) =>
      new Tensor("float32", values, [1, values.length / rows / columns, rows, columns]);
    return { score: tensor(score), box: tensor(box), points: tensor(grid(10)) };
  };
  return { session: { run }, description: faces.description };
}

const upright = drawRaster(320, 320, (x, y) => (y < 80 ? 0.8 : 0.2) + ((x * y) % 7) / 100);

it.each([90, 180, 270] as const)(
  "a photo whose face is upright only when turned by %i gets that turn",
  async (turn) => {
    const lying = turnPicture(upright, turn === 90 ? 270 : turn === 270 ? 90 : 180);
    expect((await findHints(detectorOf(0.9), lying)).turn).toBe(turn);
  },
);

it("an upright face, a face that is not sure, and faces at several turns give no turn", async () => {
  const lying = turnPicture(upright, 90);
  expect((await findHints(detectorOf(0.9), upright)).turn).toBe(0);
  expect((await findHints(detectorOf(0.5), lying)).turn).toBe(0);
  expect((await findHints(detectorOf(0.9, 0.29), lying)).turn).toBe(270);
  expect((await findHints(detectorOf(0.9, 0.7), lying)).turn).toBe(0);
});
