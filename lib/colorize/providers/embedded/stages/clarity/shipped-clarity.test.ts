import sharp from "sharp";
import { expect, it } from "vitest";
import { openEngine } from "../../engine/open-engine";
import { prepareStages } from "../../engine/prepare-stages";
import type { Raster } from "../../pixels/raster";
import { copyRaster, countChanged } from "../../testing/draw-raster";
import { modelsDir, sample } from "../../testing/open-test-engine";
import { findFaces } from "../faces/find-faces";
import { clearRaster } from "./clear-raster";

const engine = await openEngine({ modelsDir, threads: 1 });
const { models } = await prepareStages(engine, { model: "tiny", cleanScratches: false, faceRemaster: true });

/** The middle of a sharp sample photo, as gray, soft by `sigma` pixels. */
async function readSample(sigma = 0): Promise<Raster> {
  const area = { left: 300, top: 250, width: 480, height: 400 };
  const image = sharp(sample("nagasaki-boats")).extract(area).toColourspace("b-w").toColourspace("srgb");
  const soft = sigma > 0 ? image.blur(sigma) : image;
  const { data, info } = await soft.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { pixels: new Uint8Array(data), width: info.width, height: info.height, channels: 3 };
}

async function clear(raster: Raster) {
  const { faces, clarity } = models;
  if (!faces || !clarity) throw new Error("clarity has no models");
  const after = copyRaster(raster);
  return { after, ...(await clearRaster(clarity, after, await findFaces(faces, raster), () => {})) };
}

/** Decibels between two photos. */
function psnr(one: Raster, other: Raster): number {
  let error = 0;
  for (const [i, value] of one.pixels.entries()) error += (value - (other.pixels[i] as number)) ** 2;
  return 10 * Math.log10((255 ** 2 * one.pixels.length) / error);
}

it("the shipped weights leave a sharp photo as it is, to the bit", async () => {
  const original = await readSample();
  const { after, gain, largestChange } = await clear(original);
  expect([gain, largestChange, countChanged(original, after)]).toEqual([0, 0, 0]);
});

it.each([
  [1, 1],
  [2, 2],
])(
  "the shipped weights bring a copy that is soft by %i px nearer to the original, by over 1 dB",
  async (sigma, least) => {
    const original = await readSample();
    const soft = await readSample(sigma);
    const { after, gain, largestChange } = await clear(soft);
    expect(gain).toBeGreaterThanOrEqual(least);
    expect(largestChange).toBeGreaterThan(10);
    expect(psnr(after, original)).toBeGreaterThan(psnr(soft, original) + 1);
  },
);
