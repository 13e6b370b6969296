import type { SmallScan } from "./shrink-scan";

/** How far each pixel is from the ground's color (the largest difference of a channel, 0 to 255), and what counts as ground. */
export type Ground = { distance: Float32Array; tolerance: number };

/** The frame of pixels that is looked at, as a share of the shorter side. */
const frameShare = 0.012;
/** The share of that frame that must be of one color. A photo that fills its scan has less, unless its sky is blank. */
const leastShare = 0.5;
const leastTolerance = 12;
const mostTolerance = 26;

/** The ground on which photos lie, such as the lid of a scanner: the color of most of the frame. Null where there is none. */
export function findGround({ colors, width, height }: SmallScan): Ground | null {
  const depth = Math.max(2, Math.round(Math.min(width, height) * frameShare));
  const frame: number[] = [];
  for (let y = 0; y < height; y++) {
    const isWhole = y < depth || y >= height - depth;
    for (let x = 0; x < width; x++) {
      if (isWhole || x < depth || x >= width - depth) frame.push(y * width + x);
    }
  }
  const grayOf = (cell: number) =>
    ((colors[cell * 3] as number) + (colors[cell * 3 + 1] as number) + (colors[cell * 3 + 2] as number)) / 3;
  const mode = findMode(frame.map(grayOf));
  const near = frame.filter((cell) => Math.abs(grayOf(cell) - mode) <= 10);
  const channel = (k: number) => median(near.map((cell) => colors[cell * 3 + k] as number));
  const distance = measureDistance(colors, channel(0), channel(1), channel(2));
  const spread = median(near.map((cell) => distance[cell] as number));
  const tolerance = Math.min(mostTolerance, Math.max(leastTolerance, 5 * spread));
  const isGround = frame.filter((cell) => (distance[cell] as number) <= tolerance);
  return isGround.length >= frame.length * leastShare ? { distance, tolerance } : null;
}

function measureDistance(colors: Float32Array, red: number, green: number, blue: number): Float32Array {
  const distance = new Float32Array(colors.length / 3);
  for (let cell = 0, at = 0; cell < distance.length; cell++, at += 3) {
    const [r, g, b] = [
      (colors[at] as number) - red,
      (colors[at + 1] as number) - green,
      (colors[at + 2] as number) - blue,
    ];
    distance[cell] = Math.max(Math.abs(r), Math.abs(g), Math.abs(b));
  }
  return distance;
}

/** The value around which, within 6, most of the others lie. */
function findMode(values: number[]): number {
  const bins = new Uint32Array(256 + 12);
  for (const value of values) {
    for (let k = 0; k <= 12; k++) {
      const bin = Math.round(value) + k;
      bins[bin] = (bins[bin] as number) + 1;
    }
  }
  return bins.indexOf(Math.max(...bins)) - 6;
}

export function median(values: number[]): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] as number;
}
