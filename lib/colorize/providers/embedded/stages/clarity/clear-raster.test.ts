import { beforeAll, describe, expect, it } from "vitest";
import type { Raster } from "../../pixels/raster";
import { copyRaster, countChanged, drawRaster, pixelAt } from "../../testing/draw-raster";
import { openStandIns } from "../../testing/open-stand-ins";
import type { Face } from "../faces/face";
import { clearRaster } from "./clear-raster";
import { type ClarityModels, findClarityGain } from "./find-clarity-gain";

/** The stand-in smooths a photo and sharpens a face; a photo that it changes by less than 1 L* on average is clear. */
let models: ClarityModels;
beforeAll(async () => {
  models = (await openStandIns()).clarity;
});

/** Noise that is the same every time: a hash of the place. */
const noise = (x: number, y: number) => {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return value - Math.floor(value) - 0.5;
};
const hills = (x: number, y: number) => 0.5 + 0.3 * Math.sin(x / 30) * Math.cos(y / 40);
const grainy = (strength: number) => (x: number, y: number) => hills(x, y) + strength * noise(x, y);
/** Of 60 pixels, around 100, 90. */
const face: Face = {
  center: { x: 100, y: 90 },
  width: 60,
  height: 60,
  points: [-12, 12, 0, -10, 10].map((x, i) => ({ x: 100 + x, y: [80, 80, 90, 102, 102][i] ?? 90 })),
  score: 1,
};

async function clear(raster: Raster, faces: Face[] = []) {
  const after = copyRaster(raster);
  return { after, ...(await clearRaster(models, after, faces, () => {})) };
}
const top = (raster: Raster) => (raster.pixels instanceof Uint16Array ? 65_535 : 255);
function largestDifference(before: Raster, after: Raster): number {
  const differences = Array.from(before.pixels, (sample, i) => Math.abs(sample - (after.pixels[i] ?? 0)));
  return (differences.reduce((most, value) => Math.max(most, value), 0) / top(before)) * 255;
}

describe("a photo that is clear", () => {
  it.each([
    ["without a face", []],
    ["with a face", [face]],
  ])("stays as it is, to the bit, and gains 0: %s", async (_, faces) => {
    const before = drawRaster(320, 224, hills, { alpha: true });
    const { after, ...told } = await clear(before, faces);
    expect(countChanged(before, after)).toBe(0);
    expect(told).toEqual({ faces: faces.length, gain: 0, largestChange: 0 });
  });

  it("with a soft face gains something, and changes in the face alone", async () => {
    const isCheek = (x: number, y: number) => Math.hypot(x - 100, y - 90) < 24;
    const before = drawRaster(320, 224, (x, y) => (isCheek(x, y) && (x >> 3) % 2 ? 0.9 : hills(x, y)));
    const { after, gain, largestChange } = await clear(before, [face]);
    expect(gain).toBeGreaterThan(0);
    expect(largestChange).toBeGreaterThan(2);
    expect(countChanged(before, after, (x, y) => Math.hypot(x - 100, y - 90) > 60)).toBe(0);
  });
});

describe("a grainy photo", () => {
  it.each<[string, { bits?: 16; alpha?: true }]>([
    ["8 bits", {}],
    ["16 bits", { bits: 16 }],
    ["alpha", { alpha: true }],
  ])("has less grain afterwards: %s", async (_, options) => {
    const before = drawRaster(320, 224, grainy(0.3), options);
    const { after, gain, largestChange } = await clear(before);
    const roughness = (raster: Raster) => {
      let sum = 0;
      for (let x = 1; x < 320; x++)
        sum += Math.abs((pixelAt(raster, x, 100)[0] ?? 0) - (pixelAt(raster, x - 1, 100)[0] ?? 0));
      return sum;
    };
    expect(gain).toBeGreaterThan(0);
    expect(roughness(after)).toBeLessThan(roughness(before) / 2);
    expect(pixelAt(after, 7, 7)[3]).toBe(pixelAt(before, 7, 7)[3]);
    expect(largestChange).toBeGreaterThan(2);
    expect(largestChange).toBeLessThanOrEqual(largestDifference(before, after) + 1);
  });

  it("gains the more the stronger its grain is, and inspection tells the same", async () => {
    const gains = [];
    for (const strength of [0, 0.06, 0.13, 0.5]) {
      const raster = drawRaster(320, 224, grainy(strength));
      const told = (await findClarityGain(models, raster, [])).gain;
      expect((await clear(raster)).gain).toBe(told);
      gains.push(told);
    }
    expect(gains).toEqual([0, 1, 2, 3]);
  });

  it("keeps its colors' chromaticity", async () => {
    const before = drawRaster(320, 224, (x, y) => {
      const light = 0.6 + 0.15 * noise(x, y);
      return [light, light * 0.7, light * 0.5];
    });
    const { after, gain } = await clear(before);
    expect(gain).toBeGreaterThan(0);
    const linear = (value = 0) => ((value / 255 + 0.055) / 1.055) ** 2.4;
    for (const [x, y] of [
      [40, 40],
      [161, 99],
      [300, 200],
    ] as const) {
      const [red, green] = pixelAt(after, x, y).map(linear) as [number, number];
      const [red0, green0] = pixelAt(before, x, y).map(linear) as [number, number];
      expect(red / green).toBeCloseTo(red0 / green0, 0);
    }
  });

  it("larger than it is looked at keeps detail that is finer, and no seam shows", async () => {
    const stripes = (x: number, y: number) => grainy(0)(x / 4, y / 4) + ((x + y) % 2 ? 0.05 : -0.05);
    const blocks = (x: number, y: number) => stripes(x, y) + 0.4 * noise(x >> 3, y >> 3);
    const before = drawRaster(1200, 1000, blocks);
    const { after, gain } = await clear(before);
    expect(gain).toBeGreaterThan(0);
    const step = (raster: Raster) => (pixelAt(raster, 601, 500)[0] ?? 0) - (pixelAt(raster, 600, 500)[0] ?? 0);
    expect(Math.abs(step(after) - step(before))).toBeLessThan(8);
  });

  it("reports its progress up to the end, never backwards", async () => {
    const shares: number[] = [];
    await clearRaster(models, drawRaster(320, 600, grainy(0.3)), [face], (share) => shares.push(share));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});

it.each([
  [1, 1],
  [1, 3000],
  [3000, 1],
])("a photo of %i × %i is taken", async (width, height) => {
  const { gain } = await clear(drawRaster(width, height, () => 0.5));
  expect(gain).toBe(0);
});

it("a large photo is judged by patches of it, as the whole of it would be", async () => {
  const grain = (x: number, y: number) => grainy(0.13)(x, y);
  for (const [width, height] of [
    [700, 520],
    [300, 1900],
  ] as const) {
    const { photo } = models;
    const large = { ...photo, description: { ...photo.description, maxShortSide: 1024 } };
    expect((await findClarityGain({ ...models, photo: large }, drawRaster(width, height, grain), [])).gain).toBe(2);
  }
});
