import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { openEngine } from "../colorize/providers/embedded/engine/open-engine";
import { readManifest } from "../colorize/providers/embedded/graphs/read-manifest";
import type { Raster } from "../colorize/providers/embedded/pixels/raster";
import { readLightness } from "../colorize/providers/embedded/pixels/rows/work-on-rows";
import { colorRaster } from "../colorize/providers/embedded/stages/color/color-raster";
import type { Model } from "../contract/order";
import { type ColorEngine, openColorEngine } from "./open-color-engine";

const root = path.resolve(import.meta.dirname, "../..");
const modelsDir = path.join(root, "models");
let device: ColorEngine;
let photo: Raster;

beforeAll(async () => {
  const { models, presets } = await readManifest(modelsDir);
  const model = models.find(({ name }) => name === presets.tiny?.model);
  if (!model || !presets.tiny || !presets.large) throw new Error("The studio ships no color model.");
  const [runtime, rows, weights] = await Promise.all([
    readFile(path.join(root, "node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm")),
    readFile(path.join(root, "lib/colorize/providers/embedded/pixels/rows/rows.wasm")),
    readFile(path.join(modelsDir, model.file)),
  ]);
  const { tiny, large } = presets;
  device = await openColorEngine({ model, presets: { tiny, large }, runtime, rows, weights });
  // As a browser decodes it: with alpha.
  const upright = sharp(path.join(root, "public/samples/dust-bowl-home.jpg")).resize(403).ensureAlpha();
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true });
  photo = { pixels: Uint8Array.from(data), width: info.width, height: info.height, channels: 4 };
});

const copyOf = (raster: Raster): Raster => ({ ...raster, pixels: Uint8Array.from(raster.pixels) });

function largestStep(one: Raster, other: Raster): number {
  let largest = 0;
  for (const [at, sample] of one.pixels.entries())
    largest = Math.max(largest, Math.abs(sample - (other.pixels[at] ?? 0)));
  return largest;
}

function lightnessOf(raster: Raster): Float32Array {
  const all = new Float32Array(raster.width * raster.height);
  for (let y = 0; y < raster.height; y++) {
    readLightness(raster, 0, y, all.subarray(y * raster.width, (y + 1) * raster.width));
  }
  return all;
}

test.each<Model>(["tiny", "large"])("a browser's %s and the studio's give each sample within 1/255", async (name) => {
  const engine = await openEngine({ modelsDir, threads: 1 });
  const { model, preset } = await engine.prepare(name);
  const [studio, browser] = [copyOf(photo), copyOf(photo)];
  await colorRaster(model, studio, { preset, strength: 1 }, () => {});
  await device.color(browser, name, () => {});
  expect(largestStep(studio, browser)).toBeLessThanOrEqual(1);
  expect(largestStep(photo, browser)).toBeGreaterThan(20);
  const [before, after] = [lightnessOf(photo), lightnessOf(browser)];
  // What 8 bits leave of a lightness that is kept.
  for (const [at, lightness] of before.entries()) expect(Math.abs(lightness - (after[at] ?? 0))).toBeLessThan(1);
});

test("a picture of pure black and white is refused by name, as the studio refuses it", async () => {
  const pixels = new Uint8Array(200 * 200 * 4).fill(255);
  for (let i = 0; i < 200 * 200; i++) if (Math.floor(i / 20) % 2 === 0) pixels.fill(0, i * 4, i * 4 + 3);
  const line: Raster = { pixels, width: 200, height: 200, channels: 4 };
  await expect(device.color(line, "tiny", () => {})).rejects.toMatchObject({ fault: "nothing_to_color" });
});
