import type { PhotoTone } from "../../../../../contract/photos/photo-facts";
import type { Raster } from "../../pixels/raster";
import { judgeBilevel } from "./judge-bilevel";
import { type Sample, sampleColors } from "./sample-colors";

/** In CIELAB units. Scanners and JPEG leave weaker tints on gray photos. */
const faintestTint = 3;
/** The distance from the photo's tint that makes another color, and the share of such colors that makes a color photo. */
const otherColor = 7;
const otherShare = 0.02;
/** A difference along the tint counts half, because prints yellow unevenly; a difference in hue counts fully. */
const sameHueWeight = 0.5;
/** In L*. Samples are compared within a band of lightness, because toning can differ between shadows and highlights. */
const bandHeight = 12.5;

/** Whether a photo is of pure black and white, gray, has one tint all over, or is in color (hand-tinted included). */
export function judgeTone(raster: Raster): PhotoTone {
  if (judgeBilevel(raster)) return "bilevel";
  const samples = sampleColors(raster);
  if (samples.length === 0) return "gray";
  const tint = medianColor(samples);
  let other = 0;
  for (let floor = 0; floor <= 100; floor += bandHeight) {
    const band = samples.filter(({ l }) => l >= floor && l < floor + bandHeight);
    // A band with few samples has no meaningful median of its own.
    const own = band.length >= samples.length / 50 ? medianColor(band) : tint;
    other += band.filter((sample) => distanceFrom(own, sample) > otherColor).length;
  }
  if (other / samples.length > otherShare) return "color";
  return Math.hypot(tint.a, tint.b) > faintestTint ? "toned" : "gray";
}

type Color = { a: number; b: number };

function medianColor(samples: Sample[]): Color {
  const middle = (values: Float64Array) => values.sort()[values.length >> 1] as number;
  return { a: middle(Float64Array.from(samples, ({ a }) => a)), b: middle(Float64Array.from(samples, ({ b }) => b)) };
}

function distanceFrom(tint: Color, { a, b }: Color): number {
  const strength = Math.hypot(tint.a, tint.b);
  const [x, y] = [a - tint.a, b - tint.b];
  if (strength < faintestTint) return Math.hypot(x, y);
  const along = (x * tint.a + y * tint.b) / strength;
  const aside = (y * tint.a - x * tint.b) / strength;
  return Math.hypot(along * sameHueWeight, aside);
}
