import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { Plane } from "../../../pixels/raster";
import { type AskPicture, createPaintedModel, type TransferColors } from "./create-painted-model";
import { hasShapeOf } from "./read-painted-picture";

const plane = (width: number, height: number, value: (i: number) => number): Plane => ({
  data: Float32Array.from({ length: width * height }, (_, i) => value(i)),
  width,
  height,
});
const flat = (value: number) => plane(60, 40, () => value);
const ramp = plane(60, 40, (i) => 20 + (i % 60));

/** Answers with a picture in one color, of another size than it was asked about. */
const askOrange: AskPicture = async () => ({
  bytes: await sharp({ create: { width: 90, height: 40, channels: 3, background: "#c86" } })
    .png()
    .toBuffer(),
});

it.each([
  [3000, 2000, 768, 512],
  [2000, 3000, 512, 768],
  [400, 300, 400, 300],
  [9000, 3, 768, 1],
])("a photo of %i × %i is sent as %i × %i", (width, height, sentWidth, sentHeight) => {
  const { model } = createPaintedModel({ ask: askOrange, longSide: 768, matching: null });
  expect(model.sizeFor({ width, height }, 512)).toEqual({ width: sentWidth, height: sentHeight });
});

it("what is sent is the lightness as a gray PNG of 8 bits", async () => {
  let sent: Uint8Array | undefined;
  const ask: AskPicture = async ({ picture }) => {
    sent = picture;
    return {
      bytes: await sharp(picture).pipelineColourspace("srgb").tint("#c86").toColourspace("srgb").png().toBuffer(),
    };
  };
  const { a, b } = await createPaintedModel({ ask, longSide: 768, matching: null }).model.predict(ramp);
  expect([a.width, a.height, b.width, b.height]).toEqual([60, 40, 60, 40]);
  const { data, info } = await sharp(sent).raw().toBuffer({ resolveWithObject: true });
  expect(await sharp(sent).metadata()).toMatchObject({ format: "png", channels: 1, depth: "uchar" });
  // L* 20 and 79 are the grays 48 and 196.
  expect([data[0], data[59 * info.channels]]).toEqual([48, 196]);
});

describe("an answer with a geometry of its own", () => {
  const open = (transfer: TransferColors) =>
    createPaintedModel({
      ask: askOrange,
      longSide: 768,
      matching: { transfer, fill: async () => ({ a: flat(1), b: flat(2) }) },
    });

  it("is matched to the photo's lightness, whatever its size, and its share is known", async () => {
    const painted = open((lightness, answer, fill) => {
      expect(lightness).toBe(ramp);
      expect([answer.lightness.width, answer.lightness.height]).toEqual([90, 40]);
      return { ...fill, share: 0.25 };
    });
    expect(await painted.model.predict(ramp)).toMatchObject({ a: flat(1), b: flat(2) });
    expect(painted.readShare()).toBe(0.25);
  });

  it("that shows something else is no usable output", async () => {
    await expect(open(() => null).model.predict(ramp)).rejects.toMatchObject({ code: "upstream_invalid_output" });
  });
});

it("a gray answer is refused, except for a blank sheet", async () => {
  const ask: AskPicture = async ({ picture }) => ({ bytes: picture });
  const { model } = createPaintedModel({ ask, longSide: 768, matching: null });
  await expect(model.predict(ramp)).rejects.toMatchObject({ code: "upstream_invalid_output" });
  expect((await model.predict(flat(93))).a.data.every((value) => Math.abs(value) < 0.1)).toBe(true);
});

it.each([
  [768, 512, 1536, 1024, true],
  [768, 512, 770, 512, true],
  [768, 512, 768, 530, false],
  [768, 512, 512, 768, false],
  [768, 3, 768, 4, true],
  [768, 3, 1024, 1024, false],
])("an answer to %i × %i of %i × %i has the photo's proportions: %s", (width, height, itsWidth, itsHeight, fits) => {
  expect(hasShapeOf({ width: itsWidth, height: itsHeight }, { width, height })).toBe(fits);
});
