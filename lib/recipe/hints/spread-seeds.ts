import type { EdgeMap } from "./edge-map";

/** Distances are whole numbers from 0 to this; what is farther is out of reach. */
export const farthest = 8192;
/** How far a hint reaches over even ground, in longer sides of the guide. */
const reach = 1.5;
/** How much a difference in color counts beside one in lightness: little, because wrong colors are what hints are for. */
const colorShare = 0.2;
/** Tones are as the hint's own up to this, in edges and in deviations of the painted pixels; beyond, the way gets longer. */
const [sameTone, sameToneDeviations] = [1.2, 2];
const longestWay = 8;

/** The pixels that were reached, `right` and `bottom` exclusive. */
export type Box = { left: number; top: number; right: number; bottom: number };

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
  const lengthen = createTones(map, owners, owner);
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
          const way = (dx !== 0 && dy !== 0 ? diagonal : straight) * lengthen(to) + crossing(map, at, to);
          const through = Math.round(Math.min(farthest, distance + way));
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
    const [before, after] = [previous[at] as number, next[at] as number];
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

/** What the difference between two neighbors adds to a way. */
function crossing({ lightness, a, b, edge, shading }: EdgeMap, from: number, to: number): number {
  const difference =
    Math.abs((lightness[from] as number) - (lightness[to] as number)) +
    colorShare *
      (Math.abs((a[from] as number) - (a[to] as number)) + Math.abs((b[from] as number) - (b[to] as number)));
  return difference <= shading ? 0 : ((difference - shading) / edge) * farthest;
}

/** How many times longer the way over a pixel is for having another tone than the painted ones. */
function createTones({ lightness, edge }: EdgeMap, owners: Uint8Array, owner: number): (at: number) => number {
  let [count, sum, squares] = [0, 0, 0];
  for (let at = 0; at < owners.length; at++) {
    if (owners[at] !== owner) continue;
    const value = lightness[at] as number;
    count += 1;
    sum += value;
    squares += value * value;
  }
  const mean = count > 0 ? sum / count : 0;
  const deviation = count > 0 ? Math.sqrt(Math.max(0, squares / count - mean * mean)) : 0;
  const same = sameTone * edge + sameToneDeviations * deviation;
  return (at) => {
    const beyond = (Math.abs((lightness[at] as number) - mean) - same) / edge;
    return beyond <= 0 ? 1 : Math.min(longestWay, 1 + 3 * beyond * beyond);
  };
}
