import { boxMean } from "../../../lib/colorize/providers/embedded/pixels/box-mean";
import type { Plane } from "../../../lib/colorize/providers/embedded/pixels/raster";

const radius = 4;
/** In L*: below this a window of 9 by 9 pixels shows no edge and no texture. */
const mostDeviation = 2.5;
/** With less of the picture flat, a few pixels would speak for it. */
const leastShare = 0.02;

/**
 * The pixels around which lightness is flat: its standard deviation over 9 by 9 pixels is below 2.5.
 * Where the window does not fit into the picture a pixel does not count.
 * @param lightness L*, 0..100
 * @returns indices of the pixels; null when they are less than 2 % of those that count
 */
export function findFlatGround(lightness: Plane): Uint32Array | null {
  const { width, height, data } = lightness;
  // Around the middle of the scale, so that the squares keep their digits in 32 bits.
  const centered = { width, height, data: data.map((value) => value - 50) };
  const mean = boxMean(centered, radius);
  const squares = boxMean({ width, height, data: centered.data.map((value) => value * value) }, radius);
  const flat: number[] = [];
  for (let y = radius; y < height - radius; y++) {
    for (let x = radius; x < width - radius; x++) {
      const i = y * width + x;
      const variance = (squares.data[i] as number) - (mean.data[i] as number) ** 2;
      if (variance < mostDeviation ** 2) flat.push(i);
    }
  }
  const counted = Math.max(0, width - 2 * radius) * Math.max(0, height - 2 * radius);
  return flat.length === 0 || flat.length < leastShare * counted ? null : Uint32Array.from(flat);
}

/** Mean length of the gradient of a* and b* at some pixels, none at the picture's border, in CIELAB units a pixel. */
export function measureGradient(a: Plane, b: Plane, at: Uint32Array): number {
  const { width } = a;
  const step = ({ data }: Plane, i: number, by: number) => ((data[i + by] as number) - (data[i - by] as number)) / 2;
  let sum = 0;
  for (const i of at) {
    const [ax, ay, bx, by] = [step(a, i, 1), step(a, i, width), step(b, i, 1), step(b, i, width)];
    sum += Math.sqrt(ax * ax + ay * ay + bx * bx + by * by);
  }
  return sum / at.length;
}
