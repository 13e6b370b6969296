import type { Plane } from "../../pixels/raster";
import type { Bits } from "./measure-depth";

/**
 * 1 where the mask is above `threshold` and connected, by sides or corners, to a pixel above `sure`; 0 elsewhere. This is hysteresis
 * as in Canny's edge detector: a scratch is certain in places and faint in between; twigs and gravel are certain nowhere.
 */
export function markDamage(mask: Plane, { threshold, sure }: { threshold: number; sure: number }): Bits {
  const { data, width, height } = mask;
  const marked = new Uint8Array(data.length);
  const pending = new Int32Array(data.length);
  let count = 0;
  const mark = (at: number) => {
    marked[at] = 1;
    pending[count++] = at;
  };
  for (let seed = 0; seed < data.length; seed++) {
    if (marked[seed] || !((data[seed] as number) > sure)) continue;
    mark(seed);
    while (count > 0) {
      const at = pending[--count] as number;
      const x = at % width;
      const y = (at - x) / width;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const next = row * width + column;
          if (!marked[next] && (data[next] as number) > threshold) mark(next);
        }
      }
    }
  }
  return { data: marked, width, height };
}

/** In pixels. On a photo with a smaller short side any detail is as sharp as a scratch. */
const crisp = 512;

/** The value that the strongest pixel of a mark needs on a picture of this size: `sure`, or more on a small picture. */
export const sureFor = (sure: number, width: number, height: number): number =>
  1 - (1 - sure) * Math.min(1, Math.min(width, height) / crisp) ** 2;
