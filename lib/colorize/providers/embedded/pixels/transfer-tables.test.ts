import { describe, expect, test } from "vitest";
import { grayOfLightness, labOfRgb } from "./convert-lab";
import { reduceTo8Bits } from "./raster";
import { encodedOf, labOf, linearTable, lumaTables, luminanceOf } from "./transfer-tables";

const codes8 = Array.from({ length: 256 }, (_, code) => code);
const shares = Array.from({ length: 1001 }, (_, at) => at / 1000);

describe("light and code values", () => {
  test("every 8-bit code value comes back as itself from linear light", () => {
    const table = linearTable(8);
    expect(codes8.map((code) => Math.round(encodedOf(table[code] as number) * 255))).toEqual(codes8);
  });

  test("every 16-bit code value comes back as itself, or its neighbor in the deepest black", () => {
    const table = linearTable(16);
    let worst = 0;
    for (let code = 0; code <= 65_535; code += 1) {
      worst = Math.max(worst, Math.abs(Math.round(encodedOf(table[code] as number) * 65_535) - code));
    }
    expect(worst).toBeLessThanOrEqual(1);
  });

  test("more code is more light, from 0 to 1, and what lies beyond is clipped", () => {
    for (const bits of [8, 16] as const) {
      const table = linearTable(bits);
      expect([table[0], table.at(-1)]).toEqual([0, 1]);
      expect(table.every((value, at) => at === 0 || value > (table[at - 1] as number))).toBe(true);
    }
    expect([encodedOf(-0.5), encodedOf(1.5)]).toEqual([0, 1]);
  });

  test("white's three channels make up the whole of the light", () => {
    for (const bits of [8, 16] as const) {
      const { red, green, blue } = lumaTables(bits);
      expect((red.at(-1) ?? 0) + (green.at(-1) ?? 0) + (blue.at(-1) ?? 0)).toBeCloseTo(1, 6);
    }
  });
});

describe("lightness", () => {
  test("and luminance lead to each other", () => {
    for (const luminance of shares) expect(luminanceOf(labOf(luminance))).toBeCloseTo(luminance, 5);
  });

  test.each([
    [0, 0],
    [50, 119 / 255],
    [100, 1],
  ])("%i is the gray that every table of colors gives for it", (lightness, code) => {
    expect(Math.abs(grayOfLightness(lightness) - code)).toBeLessThan(0.003);
  });

  test("of any gray is that gray's, and gray has no color", () => {
    for (const lightness of [0, 10, 25, 50, 75, 99, 100]) {
      const gray = grayOfLightness(lightness);
      const { l, a, b } = labOfRgb(gray, gray, gray);
      expect(l).toBeCloseTo(lightness, 1);
      expect(Math.hypot(a, b)).toBeLessThan(0.05);
    }
  });
});

test.each([
  ["red", [1, 0, 0], { l: 53.24, a: 80.09, b: 67.2 }],
  ["green", [0, 1, 0], { l: 87.73, a: -86.18, b: 83.18 }],
  ["blue", [0, 0, 1], { l: 32.3, a: 79.19, b: -107.86 }],
  ["beyond white", [2, 2, 2], { l: 100, a: 0, b: 0 }],
] as const)("%s has the place in CIELAB that the books give it", (_, [red, green, blue], known) => {
  const { l, a, b } = labOfRgb(red, green, blue);
  expect(Math.hypot(l - known.l, a - known.a, b - known.b)).toBeLessThan(0.1);
});

test("a 16-bit photo reduced to 8 bits has each sample's nearest value, in the memory of the first", () => {
  const pixels = Uint16Array.from([0, 128, 129, 257, 32_767, 65_406, 65_407, 65_535, 257 * 77]);
  const memory = pixels.buffer;
  const wanted = Array.from(pixels, (sample) => Math.round(sample / 257));
  const reduced = reduceTo8Bits({ pixels, width: 3, height: 1, channels: 3 });
  expect([...reduced.pixels]).toEqual(wanted);
  expect(reduced.pixels.buffer).toBe(memory);
});
