import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { decodeSrgb, encodeSrgb } from "../../../../photo-file/color/primaries";
import type { Raster } from "../raster";
import { labOf, luminanceOf } from "../transfer-tables";
import { shareRows } from "./node-rows";
import { openRows } from "./open-rows";
import { blocksOf, measureBlock, paintBlock, readLightness } from "./work-on-rows";

const kinds = [
  [8, 3],
  [8, 4],
  [16, 3],
  [16, 4],
] as const;

/** Every kind of color, none of them twice in a row; two blocks of rows of a length that is no multiple of four. */
function drawColors(bits: 8 | 16, channels: 3 | 4): Raster {
  const [width, height] = [1401, bits === 8 ? 300 : 150];
  const top = bits === 8 ? 255 : 65_535;
  const pixels = new (bits === 8 ? Uint8Array : Uint16Array)(width * height * channels);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (((i * 7919) % 104_729) / 104_729) * (top + 1);
  return { pixels, width, height, channels };
}
const topOf = ({ pixels }: Raster) => (pixels.BYTES_PER_ELEMENT === 1 ? 255 : 65_535);
const lightOf = (raster: Raster, at: number): [number, number, number] => {
  const light = (k: number) => decodeSrgb((raster.pixels[at + k] as number) / topOf(raster));
  return [light(0), light(1), light(2)];
};
const luminanceAt = (raster: Raster, at: number) => {
  const [red, green, blue] = lightOf(raster, at);
  return 0.2126729 * red + 0.7151522 * green + 0.072175 * blue;
};

test("the binary was made of the source: npm run build:rows", () => {
  const read = (name: string) => readFileSync(path.join(import.meta.dirname, name));
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(read("rows.wasm")), "source");
  const sha256 = createHash("sha256").update(read("rows.c")).digest("hex");
  expect(Buffer.from(section ?? new ArrayBuffer(0)).toString()).toBe(sha256.slice(0, 32));
});

test.each(kinds)("lightness of %i bits and %i channels is CIE L* of each pixel", (bits, channels) => {
  const raster = drawColors(bits, channels);
  const into = new Float32Array(7);
  readLightness(raster, 1390, 3, into);
  for (const [i, lightness] of into.entries()) {
    const at = (3 * raster.width + 1390 + i) * channels;
    expect(lightness).toBeCloseTo(116 * labOf(luminanceAt(raster, at)) - 16, 2);
  }
});

test.each(kinds)("one thread and several measure and paint %i bits and %i channels alike", (bits, channels) => {
  const grid = { data: Float32Array.of(1.1, 0.02, 0.9, -0.03), first: 0, width: 1, height: 1 };
  const digest = (...parts: ArrayBufferView[]) => {
    const hash = createHash("sha256");
    for (const { buffer, byteOffset, byteLength } of parts) hash.update(new Uint8Array(buffer, byteOffset, byteLength));
    return hash.digest("hex");
  };
  const work = () => {
    const raster = drawColors(bits, channels);
    const means = [...blocksOf(raster)].map((block) => measureBlock(raster, block, 100).slice());
    expect(means.length).toBeGreaterThan(1);
    for (const block of blocksOf(raster)) paintBlock(raster, block, grid);
    return digest(...means, raster.pixels);
  };
  const alone = work();
  shareRows(3);
  expect(work()).toEqual(alone);
});

test.each(kinds)("painting %i bits and %i channels is within 1/255 of the formula; alpha stays", (bits, channels) => {
  const raster = drawColors(bits, channels);
  const before = { ...raster, pixels: raster.pixels.slice() };
  const [xSlope, xOffset, zSlope, zOffset] = [1.1, 0.02, 0.9, -0.03];
  const data = Float32Array.of(xSlope, xOffset, zSlope, zOffset);
  const block = { first: 10, rows: 1 };
  paintBlock(raster, block, { data, first: 0, width: 1, height: 1 });
  let worst = 0;
  const start = block.first * raster.width * channels;
  for (let at = start; at < start + raster.width * channels; at += channels) {
    const y = luminanceAt(before, at);
    const x = luminanceOf(labOf(y) * xSlope + xOffset) * 0.95047;
    const z = luminanceOf(labOf(y) * zSlope + zOffset) * 1.08883;
    const colors = [
      3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
      -0.969266 * x + 1.8760108 * y + 0.041556 * z,
      0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    ];
    const keep = Math.min(...colors.map((c) => (c > 1 ? (1 - y) / (c - y) : c < 0 ? y / (y - c) : 1)));
    for (const [k, color] of colors.entries()) {
      const wanted = encodeSrgb(y + (color - y) * keep) * 255;
      worst = Math.max(worst, Math.abs(((raster.pixels[at + k] as number) / topOf(raster)) * 255 - wanted));
    }
    if (channels === 4) expect(raster.pixels[at + 3]).toBe(before.pixels[at + 3]);
  }
  expect(worst).toBeLessThan(bits === 8 ? 0.6 : 0.05);
  for (const side of [start - 1, start + raster.width * channels])
    expect(raster.pixels[side]).toBe(before.pixels[side]);
});

test.each(kinds)("what lies behind the end of a row does no harm to %i bits and %i channels", (bits, channels) => {
  const raster = { ...drawColors(bits, channels), width: 101, height: 67 };
  const { memory, exports } = openRows(bits);
  new Uint8Array(memory.buffer).fill(0xff, exports.__heap_base.value);
  const grid = { data: Float32Array.of(1.1, 0.02, 0.9, -0.03), first: 0, width: 1, height: 1 };
  expect(() => paintBlock(raster, { first: 0, rows: 67 }, grid)).not.toThrow();
  new Uint8Array(memory.buffer).fill(0xff, exports.__heap_base.value);
  const means = measureBlock(raster, { first: 0, rows: 67 }, 10);
  expect(means.every((mean) => mean >= 0 && mean <= 100)).toBe(true);
});
