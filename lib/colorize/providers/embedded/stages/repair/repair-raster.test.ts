import { describe, expect, it } from "vitest";
import type { Raster } from "../../pixels/raster";
import { copyRaster, countChanged, drawRaster, pixelAt } from "../../testing/draw-raster";
import { openStandIns } from "../../testing/open-stand-ins";
import type { Face } from "../faces/face";
import { repairRaster } from "./repair-raster";

const { repair } = await openStandIns();
const repairIt = (raster: Raster, faces: Face[] = []) => repairRaster(repair, raster, faces, () => {});
const run = async (raster: Raster) => (await repairIt(raster)).damagePercent;

/** A soft picture that nobody would call damaged. */
const soft = (x: number, y: number) => 0.45 + 0.1 * Math.sin(x / 40) * Math.cos(y / 50);
const scratch = (x: number) => x >= 100 && x < 102;
const scratched = (x: number, y: number) => (scratch(x) ? 0.95 : soft(x, y));
const nearScratch = (distance: number) => (x: number) => x >= 100 - distance && x < 102 + distance;

describe("repair", () => {
  it.each<[string, { bits?: 16; alpha?: true }]>([
    ["8 bits", {}],
    ["16 bits", { bits: 16 }],
    ["alpha", { alpha: true }],
  ])("fills a scratch with what lies around it and changes not one sample elsewhere: %s", async (_, options) => {
    const before = drawRaster(240, 200, scratched, options);
    const after = copyRaster(before);
    const percent = await run(after);
    expect(percent).toBeCloseTo((2 / 240) * 100, 1);
    const top = options.bits === 16 ? 65_535 : 255;
    for (const y of [10, 100, 190]) {
      expect(Math.abs((pixelAt(after, 100, y)[0] ?? 0) / top - soft(100, y))).toBeLessThan(0.06);
      expect(pixelAt(after, 100, y)[3]).toBe(pixelAt(before, 100, y)[3]);
    }
    expect(countChanged(before, after, (x) => !nearScratch(4)(x))).toBe(0);
  });

  it("leaves an undamaged photo as it is, to the bit, and says 0 %", async () => {
    const before = drawRaster(300, 200, soft);
    const after = copyRaster(before);
    expect(await run(after)).toBe(0);
    expect(countChanged(before, after)).toBe(0);
  });

  it("says by how much the sample that changed most did: 0 on a sound photo, the scratch's height on a scratched one", async () => {
    const [sound, deep] = [drawRaster(240, 200, soft), drawRaster(240, 200, scratched, { bits: 16 })];
    expect((await repairIt(sound)).largestChange).toBe(0);
    const before = copyRaster(deep);
    const { largestChange } = await repairIt(deep);
    let most = 0;
    for (const [i, sample] of before.pixels.entries()) most = Math.max(most, Math.abs(sample - (deep.pixels[i] ?? 0)));
    expect(largestChange).toBeCloseTo((most / 65_535) * 255, 6);
    expect(largestChange).toBeGreaterThan(0.3 * 255);
  });

  it("reaches 2 px beyond the damage on a photo as small as this one", async () => {
    const before = drawRaster(240, 200, scratched);
    const after = copyRaster(before);
    await run(after);
    expect(countChanged(before, after, nearScratch(2))).toBeGreaterThan(countChanged(before, after, scratch));
    expect(countChanged(before, after, (x) => !nearScratch(2)(x))).toBe(0);
  });

  it("in a face repairs a scratch and leaves a glint as it is, to the bit; outside it repairs both", async () => {
    const glint = (x: number, y: number) => x >= 120 && x < 124 && y >= 90 && y < 94;
    const before = drawRaster(240, 200, (x, y) => (glint(x, y) || scratch(x) ? 0.95 : soft(x, y)));
    const face = { center: { x: 115, y: 95 }, width: 60, height: 70, points: [], score: 1 };
    const [spared, found] = [copyRaster(before), copyRaster(before)];
    await repairIt(spared, [face]);
    await repairIt(found);
    for (const after of [spared, found]) expect((pixelAt(after, 100, 95)[0] ?? 0) / 255).toBeLessThan(0.7);
    expect(countChanged(before, spared, glint)).toBe(0);
    expect(countChanged(before, found, glint)).toBe(4 * 4 * 3);
  });

  it("on a photo larger than it is looked at still changes only the damage and its rim", async () => {
    const wide = (x: number, y: number) => (x >= 500 && x < 520 ? 0.95 : soft(x / 3, y / 3));
    const before = drawRaster(1200, 1000, wide);
    const after = copyRaster(before);
    expect(await run(after)).toBeGreaterThan(1);
    expect(Math.abs((pixelAt(after, 510, 500)[0] ?? 0) / 255 - soft(510 / 3, 500 / 3))).toBeLessThan(0.08);
    expect(countChanged(before, after, (x) => x < 470 || x > 550)).toBe(0);
  });

  it("leaves no color in the fill, so that the coloring finds gray there", async () => {
    const raster = drawRaster(240, 200, (x, y) => (scratch(x) ? [0.9, 0.5, 0.9] : soft(x, y)));
    await run(raster);
    const [red, green, blue] = pixelAt(raster, 100, 100);
    expect([green, blue]).toEqual([red, red]);
  });

  it.each([
    [1, 1],
    [1, 3000],
    [3000, 1],
    [17, 5],
  ])("takes a photo of %i × %i", async (width, height) => {
    const raster = drawRaster(width, height, () => 0.5);
    expect(await run(raster)).toBe(0);
  });
});
