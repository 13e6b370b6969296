import type { PhotoTone } from "../../../../../contract/photo-facts";
import type { Raster } from "../../pixels/raster";
import { type Sample, sampleColors } from "./sample-colors";

/** In CIELAB units. A tint weaker than this is what scanners and JPEG leave on a gray photo. */
const faintestTint = 3;
/** How far a color must lie from the photo's tint to be another color, and how much of the photo must be such. */
const otherColor = 7;
const otherShare = 0.02;
/** Turned away from the tint counts fully; only more or less of it, as on a print yellowed unevenly, counts half. */
const sameHueWeight = 0.5;
/** Samples of like lightness are compared: a toning may be stronger in the shadows, or of another hue. */
const bandHeight = 12.5;

/** Gray, one tint over everything, or in color (hand-tinted too). */
export function judgeTone(raster: Raster): PhotoTone {
  const samples = sampleColors(raster);
  if (samples.length === 0) return "gray";
  const tint = medianColor(samples);
  let other = 0;
  for (let floor = 0; floor <= 100; floor += bandHeight) {
    const band = samples.filter(({ l }) => l >= floor && l < floor + bandHeight);
    // A thin band has no median of its own that means anything.
    const own = band.length >= samples.length / 50 ? medianColor(band) : tint;
    other += band.filter((sample) => distanceFrom(own, sample) > otherColor).length;
  }
  if (other / samples.length > otherShare) return "color";
  return Math.hypot(tint.a, tint.b) > faintestTint ? "toned" : "gray";
}

type Color = { a: number; b: number };

function medianColor(samples: Sample[]): Color {
  const middle = (values: number[]) => values.sort((x, y) => x - y)[values.length >> 1] as number;
  return { a: middle(samples.map(({ a }) => a)), b: middle(samples.map(({ b }) => b)) };
}

function distanceFrom(tint: Color, { a, b }: Color): number {
  const strength = Math.hypot(tint.a, tint.b);
  const [x, y] = [a - tint.a, b - tint.b];
  if (strength < faintestTint) return Math.hypot(x, y);
  const along = (x * tint.a + y * tint.b) / strength;
  const aside = (y * tint.a - x * tint.b) / strength;
  return Math.hypot(along * sameHueWeight, aside);
}
