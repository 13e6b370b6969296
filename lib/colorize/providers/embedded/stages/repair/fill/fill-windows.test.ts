import { describe, expect, it } from "vitest";
import { type Raster, reduceTo8Bits } from "../../../pixels/raster";
import { drawSoft, mapDamage, measureFault, paintWhite, type Where } from "../../../testing/draw-damage";
import { copyRaster, countChanged, drawRaster } from "../../../testing/draw-raster";
import { openInpainter } from "../../../testing/open-inpainter";
import { openStandIns } from "../../../testing/open-stand-ins";
import { repairRaster } from "../repair-raster";
import { fillWindows } from "./fill-windows";
import type { InpaintModel } from "./inpaint-model";

const [lama, unit, migan] = [
  await openInpainter("lama"),
  await openInpainter("lama-unit"),
  await openInpainter("migan"),
];
const truth = drawSoft(560, 300);
const wideTruth = drawSoft(700, 520);
const scratch: Where = (x, y) => Math.abs(x - y * 1.6 - 50) < 2;
const nearScratch: Where = (x, y) => Math.abs(x - y * 1.6 - 50) < 8;
/** A disk around the middle of the wide picture. */
const stain =
  (radius: number): Where =>
  (x, y) =>
    Math.hypot(x - 350, y - 260) < radius;

/** @param painted what is white, and `where` what counts as damaged, on a map reduced by `reduced` */
async function fill(model: InpaintModel, raster: Raster, painted: Where, where = painted, reduced = 1) {
  const before = copyRaster(raster);
  paintWhite(before, painted);
  const after = copyRaster(before);
  const shares: number[] = [];
  const damage = mapDamage(before, where, reduced);
  const largest = await fillWindows(model, after, damage, (share) => shares.push(share));
  return { before, after, shares, largest };
}

describe.each([
  ["LaMa that answers in 0..255 and too dark", lama],
  ["LaMa that answers in 0..1 and paints everything anew", unit],
  ["MI-GAN, in bytes", migan],
])("%s", (_, model) => {
  it("fills a scratch with what lies around it, with no step at the rim, and leaves every other sample and the alpha", async () => {
    const { before, after, shares, largest } = await fill(model, truth, scratch);
    const { off, step } = measureFault(after, truth);
    expect(measureFault(before, truth).off).toBeGreaterThan(50);
    expect(off).toBeLessThan(1.5);
    expect(step).toBeLessThan(0.8);
    expect(countChanged(before, after, (x, y) => !nearScratch(x, y))).toBe(0);
    expect(after.pixels.filter((__, at) => at % 4 === 3)).toEqual(before.pixels.filter((__, at) => at % 4 === 3));
    expect(largest).toBeGreaterThan(100);
    expect(shares).toEqual([0.5, 1]);
  });
});

it("fills a stain that is wider than half a window in a window twice as large", async () => {
  const { before, after, shares } = await fill(migan, wideTruth, stain(140));
  const { off, step } = measureFault(after, wideTruth);
  expect(shares).toEqual([1]);
  // The stand-in knows one mean for all of it; the studio's own filling, black here, would be 40 L* off.
  expect(off).toBeLessThan(10);
  expect(step).toBeLessThan(1);
  expect(countChanged(before, after, (x, y) => !stain(145)(x, y))).toBe(0);
});

it("on a photo larger than it is looked at fills at the photo's own size, and with 8 bits", async () => {
  const raster = reduceTo8Bits(copyRaster(truth));
  const { before, after } = await fill(lama, raster, scratch, nearScratch, 3);
  const { off, step } = measureFault(after, raster);
  expect(after.pixels).toBeInstanceOf(Uint8Array);
  expect(off).toBeLessThan(2);
  expect(step).toBeLessThan(1);
  expect(countChanged(before, after, (x, y) => Math.abs(x - y * 1.6 - 50) > 25)).toBe(0);
});

it("what no window reaches is filled with the studio's own lightness, here black", async () => {
  const { after } = await fill({ ...lama, mostWindows: 1 }, drawSoft(2200, 40), (x) => x % 1000 === 100);
  const at = (x: number) => after.pixels[(20 * after.width + x) * 4];
  expect(at(100)).toBeGreaterThan(10_000);
  expect(at(2100)).toBe(0);
});

it.each([
  ["lama-half", /another size/],
  ["lama-nan", /no finite numbers/],
])("%s fails the photo", async (name, reason) => {
  await expect(fill(await openInpainter(name), truth, scratch)).rejects.toThrow(reason);
});

describe("in a whole repair", () => {
  it("paints gray only, spares the glint in a face, and reports progress that never goes back", async () => {
    const { repair } = await openStandIns();
    const glint: Where = (x, y) => x >= 120 && x < 124 && y >= 90 && y < 94;
    const isScratch: Where = (x) => x >= 100 && x < 102;
    const before = drawRaster(240, 200, (x, y) => (glint(x, y) ? 0.95 : isScratch(x, y) ? [1, 0.7, 1] : 0.45));
    const after = copyRaster(before);
    const face = { center: { x: 115, y: 95 }, width: 60, height: 70, points: [], score: 1 };
    const shares: number[] = [];
    await repairRaster({ ...repair, inpaint: migan }, after, [face], (share) => shares.push(share));
    expect(countChanged(before, after, glint)).toBe(0);
    const [red, green, blue] = after.pixels.subarray((100 * 240 + 100) * 3);
    expect([green, blue]).toEqual([red, red]);
    expect(Math.abs((red ?? 0) / 255 - 0.45)).toBeLessThan(0.02);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it.each([
    [1, 1],
    [1, 3000],
    [17, 5],
  ])("takes a photo of %i × %i that is damaged all over", async (width, height) => {
    const raster = drawRaster(width, height, () => 0.5);
    const damage = mapDamage(raster, (x, y) => (x + y) % 2 === 0);
    await fillWindows(lama, raster, damage, () => {});
    expect(raster.pixels.every((sample) => sample >= 0)).toBe(true);
  });
});
