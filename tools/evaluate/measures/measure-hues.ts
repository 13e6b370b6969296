import type { Plane } from "../../../lib/colorize/providers/embedded/pixels/raster";
import { type Hue, type HueShares, mapHues } from "./measures";

/** Below this chroma nobody names a hue. */
const neutralChroma = 12;
/** CIELAB hue angle in degrees where each class begins; red goes on through 0. As in models/training/pixomax_training/hues.py. */
const begins: [hue: Hue, degrees: number][] = [
  ["red", 340],
  ["purple", 310],
  ["blue", 190],
  ["green", 95],
  ["brown", 45],
];

/** The class of a color by its a* and b*. */
export function classifyHue(a: number, b: number): Hue {
  // Math.hypot is many times slower, and this is asked of every pixel.
  if (a * a + b * b <= neutralChroma ** 2) return "neutral";
  const angle = (Math.atan2(b, a) * 180) / Math.PI;
  const turned = angle < 0 ? angle + 360 : angle;
  for (const [hue, degrees] of begins) if (turned >= degrees) return hue;
  return "red";
}

/** Share of the pixels in each class of hue. */
export function measureHues(a: Plane, b: Plane): HueShares {
  const counts = mapHues(() => 0);
  for (let i = 0; i < a.data.length; i++) counts[classifyHue(a.data[i] as number, b.data[i] as number)] += 1;
  return mapHues((hue) => counts[hue] / a.data.length);
}
