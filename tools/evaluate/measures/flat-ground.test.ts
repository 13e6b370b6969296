import { describe, expect, it } from "vitest";
import type { Raster } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { measureColoring } from "./measure-coloring";
import { measureTruth } from "./measure-picture";

const [width, height] = [96, 80];
type Paint = (x: number, y: number) => number;

/** A picture of the grays that `lightness` says, pushed by `tint` from green to red at about the same lightness. */
function draw(lightness: Paint, tint: Paint, scale = 1): Raster {
  const pixels = new Uint8Array(width * scale * height * scale * 3);
  for (let y = 0; y < height * scale; y++) {
    for (let x = 0; x < width * scale; x++) {
      const [gray, push] = [lightness(x / scale, y / scale), tint(x / scale, y / scale)];
      pixels.set([gray + push, gray - 0.3 * push, gray], (y * width * scale + x) * 3);
    }
  }
  return { pixels, width: width * scale, height: height * scale, channels: 3 };
}

const flat: Paint = () => 128;
const textured: Paint = (x, y) => (Math.floor(x / 2 + y / 3) % 2 === 0 ? 90 : 170);
const smooth: Paint = (x) => 30 + x / 6;
const blotchy: Paint = (x, y) => 30 + 18 * Math.sin(x / 2) * Math.sin(y / 2);
const gradientOf = (made: Raster, truth: Raster) => measureColoring(made, measureTruth(truth)).flatGradient;

describe("the gradient of color where lightness is flat", () => {
  it("is small for an even color and many times larger for blotches", () => {
    const truth = draw(flat, smooth);
    const [even, patchy] = [gradientOf(truth, truth) ?? 0, gradientOf(draw(flat, blotchy), truth) ?? 0];
    expect(even).toBeGreaterThan(0);
    expect(even).toBeLessThan(0.5);
    expect(patchy).toBeGreaterThan(5 * even);
  });

  it("does not count blotches on texture", () => {
    const half =
      (one: Paint, other: Paint): Paint =>
      (x, y) =>
        x < width / 2 ? one(x, y) : other(x, y);
    const truth = draw(half(flat, textured), smooth);
    const onTexture = gradientOf(draw(half(flat, textured), half(smooth, blotchy)), truth) ?? 0;
    const onFlat = gradientOf(draw(half(flat, textured), half(blotchy, smooth)), truth) ?? 0;
    expect(onTexture).toBeCloseTo(gradientOf(truth, truth) ?? 0, 1);
    expect(onFlat).toBeGreaterThan(5 * onTexture);
  });

  it("is left out where less than 2 % of a photo is flat", () => {
    const truth = draw(textured, smooth);
    expect(gradientOf(truth, truth)).toBeNull();
    const corner = draw((x, y) => (x < 18 && y < 18 ? 128 : textured(x, y)), smooth);
    expect(gradientOf(corner, corner)).toBeNull();
    expect(
      gradientOf(
        draw((x) => (x < 30 ? 128 : textured(x, 0)), smooth),
        draw(flat, smooth),
      ),
    ).not.toBeNull();
  });

  it("means the same in a photo of many pixels: it is measured at a short side of 256", () => {
    const [one, other] = [draw(flat, blotchy, 4), draw(flat, blotchy, 8)];
    const [small, large] = [gradientOf(one, one) ?? 0, gradientOf(other, other) ?? 0];
    expect(small / large).toBeGreaterThan(0.95);
    expect(small / large).toBeLessThan(1.05);
  });
});
