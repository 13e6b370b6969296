import { describe, expect, it } from "vitest";
import { labOfRgb } from "./lab-of-rgb";
import { measureColorfulness } from "./measure-colorfulness";
import { measureColoring } from "./measure-coloring";
import { measureTruth } from "./measure-picture";

type Rgb = [red: number, green: number, blue: number];
const picture = (...pixels: Rgb[]) => ({
  pixels: Uint8Array.from(pixels.flat()),
  width: pixels.length,
  height: 1,
  channels: 3 as const,
});

describe("the measures", () => {
  it("know the published CIELAB values of the sRGB primaries", () => {
    const known: [Rgb, number[]][] = [
      [
        [255, 0, 0],
        [53.24, 80.09, 67.2],
      ],
      [
        [0, 255, 0],
        [87.73, -86.18, 83.18],
      ],
      [
        [0, 0, 255],
        [32.3, 79.19, -107.86],
      ],
      [
        [255, 255, 255],
        [100, 0, 0],
      ],
    ];
    for (const [rgb, lab] of known) {
      labOfRgb(...rgb).forEach((value, i) => {
        expect(value).toBeCloseTo(lab[i] ?? Number.NaN, 1);
      });
    }
  });

  it("give PSNR in dB over all channels, and 138 for a perfect copy", () => {
    const photo = picture([10, 20, 30], [40, 50, 60]);
    const truth = measureTruth(photo);
    // A mean square of (6² + 0 · 5) / 6 = 6.
    expect(measureColoring(picture([16, 20, 30], [40, 50, 60]), truth).psnrDb).toBeCloseTo(40.35, 2);
    expect(measureColoring(photo, truth)).toMatchObject({ abError: 0, deltaE2000: 0 });
    expect(measureColoring(photo, truth).psnrDb).toBeCloseTo(138.13, 2);
  });

  it("give the mean of |Δa| and |Δb|: red beside the gray of its lightness", () => {
    const { abError } = measureColoring(picture([127, 127, 127]), measureTruth(picture([255, 0, 0])));
    expect(abError).toBeCloseTo((80.09 + 67.2) / 2, 1);
  });

  it("give colorfulness as Hasler and Süsstrunk define it", () => {
    expect(measureColorfulness(picture([7, 7, 7], [200, 200, 200]))).toBe(0);
    // Red and blue: rg 255 and 0, yb 127.5 and −255; deviations 127.5 and 191.25, means 127.5 and −63.75.
    const expected = Math.hypot(127.5, 191.25) + 0.3 * Math.hypot(127.5, 63.75);
    expect(measureColorfulness(picture([255, 0, 0], [0, 0, 255]))).toBeCloseTo(expected, 9);
  });

  it("leave alpha out", () => {
    const withAlpha = { pixels: Uint8Array.of(255, 0, 0, 0, 0, 0, 255, 9), width: 2, height: 1, channels: 4 as const };
    const truth = measureTruth({ ...withAlpha, pixels: Uint8Array.of(255, 0, 0, 9, 0, 0, 255, 0) });
    const { psnrDb } = measureColoring(withAlpha, truth);
    expect(psnrDb).toBeCloseTo(138.13, 2);
    expect(measureColorfulness(withAlpha)).toBe(measureColorfulness(picture([255, 0, 0], [0, 0, 255])));
  });
});
