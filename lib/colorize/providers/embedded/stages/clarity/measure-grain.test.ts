import { describe, expect, test } from "vitest";
import { grayOfLightness } from "../../pixels/convert-lab";
import type { Plane, Raster } from "../../pixels/raster";
import { faceSteps, gainOf, meanSize } from "./judge-gain";
import { measureFlatness } from "./measure-flatness";
import { measureGrain } from "./measure-grain";
import { meanSizeInPatches, takePatches } from "./take-patches";
import "../../pixels/rows/node-rows";

/** The same numbers in every run, evenly spread over 0..1. */
function createNumbers(seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
/** Normally distributed around 0 with a standard deviation of 1, near enough. */
const swing = (next: () => number) => Array.from({ length: 12 }, next).reduce((sum, one) => sum + one, -6);

function photoOf(width: number, height: number, lightnessAt: (x: number, y: number) => number): Raster {
  const pixels = new Uint16Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    pixels.fill(grayOfLightness(lightnessAt(at % width, Math.floor(at / width))) * 65_535, at * 3, at * 3 + 3);
  }
  return { pixels, width, height, channels: 3 };
}

describe("the grain of a photo", () => {
  test.each([1, 2, 4])("with a standard deviation of %d is measured as that, within a fifth", (deviation) => {
    const next = createNumbers();
    const grain = measureGrain(photoOf(300, 200, () => 50 + deviation * swing(next)));
    expect(grain).toBeGreaterThan(deviation * 0.8);
    expect(grain).toBeLessThan(deviation * 1.2);
  });

  test("is none where there is none: an even photo, a slope, large shapes with hard edges", () => {
    for (const lightnessAt of [
      () => 50,
      (x: number) => 20 + x / 5,
      (x: number, y: number) => ((Math.floor(x / 30) + Math.floor(y / 30)) % 2 ? 70 : 30),
    ]) {
      expect(measureGrain(photoOf(300, 200, lightnessAt))).toBeLessThan(0.1);
    }
  });

  test("is none in a photo too small or too dark to tell", () => {
    expect(measureGrain(photoOf(4, 3, () => 50))).toBe(0);
    expect(measureGrain(photoOf(200, 100, () => 1))).toBe(0);
  });
});

describe("flatness", () => {
  const planeOf = (contrast: number): Plane => ({
    // Stripes that swing by `contrast` to either side have that standard deviation.
    data: Float32Array.from({ length: 200 * 200 }, (_, at) => 50 + (at % 2 ? contrast : -contrast)),
    width: 200,
    height: 200,
  });

  test("is 1 for a faded print, 0 for a lively photo, and falls in between", () => {
    const measured = [0, 3, 4.5, 5.5, 6.5, 30].map((contrast) => measureFlatness(planeOf(contrast)));
    expect(measured.slice(0, 2)).toEqual([1, 1]);
    expect(measured.slice(4)).toEqual([0, 0]);
    expect(measured[2]).toBeGreaterThan(measured[3] ?? 0);
    expect(measured[3]).toBeGreaterThan(0);
    expect(measured[2]).toBeLessThan(1);
  });
});

describe("the patches a large photo is judged by", () => {
  test("reach from edge to edge, and every one of their pixels is the photo's own", () => {
    const [width, height] = [1000, 700];
    const photo = { data: Float32Array.from({ length: width * height }, (_, at) => at), width, height };
    const patches = takePatches(photo);
    expect([patches.width, patches.height]).toEqual([480, 480]);
    const at = (x: number, y: number) => patches.data[y * 480 + x];
    expect([at(0, 0), at(479, 0)]).toEqual([0, width - 1]);
    expect([at(0, 479), at(479, 479)]).toEqual([(height - 1) * width, height * width - 1]);
    for (let x = 1; x < 160; x += 1) expect(at(x, 200)).toBe((at(x - 1, 200) ?? 0) + 1);
    expect(new Set(patches.data).size).toBe(480 * 480);
  });

  test("are the photo itself where it is small or narrow", () => {
    for (const [width, height] of [
      [480, 480],
      [3000, 159],
    ] as const) {
      const photo = { data: new Float32Array(width * height), width, height };
      expect(takePatches(photo)).toBe(photo);
    }
  });

  test("do not count beside their seams, where neighbors are another patch's", () => {
    const photo = { data: new Float32Array(1000 * 700), width: 1000, height: 700 };
    const onSeams = { data: new Float32Array(480 * 480), width: 480, height: 480 };
    for (let at = 0; at < onSeams.data.length; at += 1) {
      const [x, y] = [at % 480, Math.floor(at / 480)];
      if ([x % 160, y % 160].some((beside) => beside < 8 || beside > 151)) onSeams.data[at] = 99;
    }
    expect(meanSizeInPatches(onSeams, photo)).toBe(0);
    expect(meanSizeInPatches({ ...onSeams, data: onSeams.data.map(() => -2) }, photo)).toBe(2);
  });
});

test("a gain begins at each of its steps, and up and down count alike", () => {
  expect([0, 0.49, 0.5, 0.79, 0.8, 1.19, 1.2, 9].map((size) => gainOf(size, faceSteps))).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3,
  ]);
  expect(meanSize(Float32Array.of(1, -3, 2, -2))).toBe(2);
});
