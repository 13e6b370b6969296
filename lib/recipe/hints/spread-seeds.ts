import type { Box } from "./box";
import type { EdgeMap } from "./edge-map";

/** Distances are whole numbers from 0 to this; what is farther is out of reach. */
export const farthest = 8192;
/** How far a hint reaches over even ground, in longer sides of the guide. */
const reach = 1.5;
/** How much a difference in color counts beside one in lightness: little, because wrong colors are what hints are for. */
const colorShare = 0.06;
/** Tones are as the hint's own up to this, in L* and in deviations of the painted pixels; beyond, the way gets longer. */
const [sameTone, sameToneDeviations] = [10, 2];
/** How much longer: one time more for each square of so many L*, up to a limit. */
const otherTone = 6;
const longestWay = 8;
/** What was painted over belongs together: deviations of the painted pixels by which an edge has to be stronger. */
const edgeDeviations = 1;

/** The memory of one spreading, used again by the next. */
export type Spreading = {
  distances: Int32Array;
  /** The pixels waiting at each distance, as lists linked both ways; -1 ends one. */
  heads: Int32Array;
  next: Int32Array;
  previous: Int32Array;
};

export const createSpreading = (pixels: number): Spreading => ({
  distances: new Int32Array(pixels),
  heads: new Int32Array(farthest),
  next: new Int32Array(pixels),
  previous: new Int32Array(pixels),
});

/**
 * Fills `distances` with the shortest ways from the owner's painted pixels (Dijkstra's algorithm with buckets, so that the time
 * is that of the pixels in reach). A way gets longer with every edge that it crosses. Null when nothing was painted.
 */
export function spreadSeeds(map: EdgeMap, owners: Uint8Array, owner: number, spreading: Spreading): Box | null {
  const { width, height } = map;
  const { distances, heads, next, previous } = spreading;
  distances.fill(farthest);
  heads.fill(-1);
  const box: Box = { left: width, top: height, right: 0, bottom: 0 };
  const { middle, deviation } = measureTone(map, owners, owner);
  const edge = map.edge + edgeDeviations * deviation;
  const ground = { ...map, edge, middle, same: sameTone + sameToneDeviations * deviation };
  for (let at = 0; at < owners.length; at++) if (owners[at] === owner) move(spreading, at, 0);
  const straight = Math.max(1, Math.round(farthest / (reach * Math.max(width, height))));
  const diagonal = straight * Math.SQRT2;
  for (let distance = 0; distance < farthest; distance++) {
    for (let at = heads[distance] as number; at >= 0; at = heads[distance] as number) {
      // Out of the list, settled.
      const after = next[at] as number;
      heads[distance] = after;
      if (after >= 0) previous[after] = -1;
      const x = at % width;
      const y = (at - x) / width;
      grow(box, x, y);
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          const to = at + dy * width + dx;
          if ((distances[to] as number) <= distance + straight) continue;
          const step = measureStep(ground, at, to, dx !== 0 && dy !== 0 ? diagonal : straight);
          const through = Math.round(Math.min(farthest, distance + step));
          if (through < (distances[to] as number)) move(spreading, to, through);
        }
      }
    }
  }
  return box.left < box.right ? box : null;
}

/** Puts a pixel into the list of its new, shorter distance, which is below `farthest`. */
function move({ distances, heads, next, previous }: Spreading, at: number, distance: number): void {
  const old = distances[at] as number;
  if (old < farthest) {
    const before = previous[at] as number;
    const after = next[at] as number;
    if (before >= 0) next[before] = after;
    else heads[old] = after;
    if (after >= 0) previous[after] = before;
  }
  const head = heads[distance] as number;
  next[at] = head;
  previous[at] = -1;
  if (head >= 0) previous[head] = at;
  heads[distance] = at;
  distances[at] = distance;
}

function grow(box: Box, x: number, y: number): void {
  if (x < box.left) box.left = x;
  if (x >= box.right) box.right = x + 1;
  if (y < box.top) box.top = y;
  if (y >= box.bottom) box.bottom = y + 1;
}

/** Bins of the lightnesses from 0 to 100. */
const bins = 400;
/** Between the quartiles of a normal distribution, in standard deviations. */
const quartileDeviations = 1.349;

/**
 * The painted pixels' median lightness, and how far they scatter, as a standard deviation. Both are from the middle half: the part
 * of a brush that slipped over an edge must not make that edge count less.
 */
function measureTone({ lightness }: EdgeMap, owners: Uint8Array, owner: number): { middle: number; deviation: number } {
  const counts = new Uint32Array(bins + 1);
  let count = 0;
  for (let at = 0; at < owners.length; at++) {
    if (owners[at] !== owner) continue;
    const bin = Math.max(0, Math.min(bins, Math.round(((lightness[at] as number) * bins) / 100)));
    counts[bin] = (counts[bin] as number) + 1;
    count += 1;
  }
  const quantile = (share: number) => {
    let below = 0;
    for (let bin = 0; bin <= bins; bin++) {
      below += counts[bin] as number;
      if (below >= share * count) return (bin * 100) / bins;
    }
    return 100;
  };
  return { middle: quantile(0.5), deviation: (quantile(0.75) - quantile(0.25)) / quartileDeviations };
}

type Ground = Pick<EdgeMap, "lightness" | "a" | "b" | "shading"> & {
  /** In L*; each difference of so much uses up the whole reach. */
  edge: number;
  middle: number;
  same: number;
};

/** How long one step from a pixel to a neighbor is. @param side what it would be on even ground of the hint's tone */
function measureStep(ground: Ground, from: number, to: number, side: number): number {
  const { lightness, a, b, edge, shading, middle, same } = ground;
  const light = lightness[to] as number;
  const beyond = (Math.abs(light - middle) - same) / otherTone;
  const way = beyond <= 0 ? side : side * Math.min(longestWay, 1 + beyond * beyond);
  const difference =
    Math.abs((lightness[from] as number) - light) +
    colorShare *
      (Math.abs((a[from] as number) - (a[to] as number)) + Math.abs((b[from] as number) - (b[to] as number)));
  return difference <= shading ? way : way + ((difference - shading) / edge) * farthest;
}
