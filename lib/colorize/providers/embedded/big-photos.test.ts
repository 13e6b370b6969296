import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { openEngine } from "./engine/open-engine";
import { prepareStages } from "./engine/prepare-stages";
import { readRaster } from "./photo-file/read-raster";
import { clearRaster } from "./stages/clarity/clear-raster";
import { colorRaster, guideSize } from "./stages/color/color-raster";
import { repairRaster } from "./stages/repair/repair-raster";
import { drawRaster, pixelAt } from "./testing/draw-raster";
import { modelsDir, openTestEngine, sample, standInsDir } from "./testing/open-test-engine";

const standIns = openTestEngine({ modelsDir: standInsDir });
afterAll(() => standIns.close());

const signal = new AbortController().signal;
const addOns = { cleanScratches: true, faceRemaster: true };

it("a photo of 100 megapixels is colored by networks that keep no memory, and the next one as ever", {
  timeout: 120_000,
}, async () => {
  const input = await standIns.write(sharp(sample("nagasaki-boats")).resize(120).png());
  const outputs: Buffer[] = [];
  for (const side of [1, 10_000, 10_000, 1]) {
    const task = standIns.task(input, addOns);
    const photo = { ...task.photo, width: side, height: side };
    await standIns.provider.colorize({ ...task, photo }, { signal, onProgress: () => {} });
    outputs.push(await readFile(task.outputPath));
  }
  for (const output of outputs) expect(output.equals(outputs[0] as Buffer)).toBe(true);
});

it.each([
  ["8 bits", "srgb", false],
  ["16 bits", "rgb16", true],
  ["16 bits and alpha", "rgb16", true],
] as const)(
  "a picture of %s that is turned is read by way of a file as it is in memory",
  async (name, space, isDeep) => {
    const photo = sharp(sample("nagasaki-boats")).resize(61, 40, { fit: "fill" });
    const written = (name.endsWith("alpha") ? photo.ensureAlpha(0.5) : photo).toColourspace(space);
    for (const orientation of [2, 3, 5, 6, 7, 8]) {
      const file = await standIns.write(written.clone().withMetadata({ orientation }).png());
      const open = () => sharp(file).autoOrient().toColourspace(space);
      const scratchPath = path.join(standIns.dir, "scratch");
      const [byFile, inMemory] = [
        await readRaster(open(), { isDeep, scratchPath }),
        await readRaster(open(), { isDeep }),
      ];
      expect({ ...byFile, pixels: Array.from(byFile.pixels) }).toEqual({
        ...inMemory,
        pixels: Array.from(inMemory.pixels),
      });
    }
    expect((await readdir(standIns.dir)).filter((file) => file.startsWith("scratch"))).toEqual([]);
  },
);

it("color is fitted at a bounded size, the usual one for photos up to 15 times as long as wide", () => {
  expect(guideSize({ width: 10_000, height: 10_000 }, 448)).toEqual({ width: 448, height: 448 });
  expect(guideSize({ width: 14_000, height: 1000 }, 448)).toEqual({ width: 6272, height: 448 });
  for (const [width, height] of [[60_000, 1666] as const, [1, 100_000] as const, [100, 1_000_000] as const]) {
    const size = guideSize({ width, height }, 448);
    expect(size.width * size.height).toBeLessThanOrEqual(3_100_000);
  }
});

it("a gradient comes through every stage without a seam, wherever rows are worked on in bands", {
  timeout: 120_000,
}, async () => {
  const engine = await openEngine({ modelsDir, threads: 1 });
  const wanted = { model: "tiny" as const, cleanScratches: true, faceRemaster: true };
  const { color, preset, repair, clarity } = (await prepareStages(engine, wanted)).models;
  if (!repair || !clarity) throw new Error("The shipped models lack one.");
  const [width, height] = [180, 800];
  const ramp = drawRaster(width, height, (x, y) => 0.1 + y * 0.0008 + x * 0.0005, { bits: 16 });
  await repairRaster(repair, ramp, [], () => {});
  await colorRaster(color, ramp, { preset, strength: 1 }, () => {});
  await clearRaster(clarity, ramp, [], () => {});
  const green = (x: number, y: number) => pixelAt(ramp, x, y)[1] as number;
  let largestBend = 0;
  for (let y = 1; y < height - 1; y++) {
    for (const x of [5, 90, 175])
      largestBend = Math.max(largestBend, Math.abs(green(x, y - 1) - 2 * green(x, y) + green(x, y + 1)));
  }
  // A level of 8 bits is 257 of these; a seam of one such level would be seen in a smooth sky.
  expect(largestBend).toBeLessThan(128);
});
