import type { Plane } from "../../../pixels/raster";
import { resizePlane } from "../../../pixels/resize-plane";

/** Pixels across of the cells in which the difference is averaged: what is smaller is texture, and stays the model's. */
const cellSide = 4;
/** So many pixels of a cell's own count as much as its surroundings. */
const trust = 4;

/** Sums of differences and how many they are of, on a square grid. */
type Cells = { sums: Float32Array; counts: Float32Array; side: number };

/**
 * Takes away the step between a filling and the photo around it. The model was made to paint a ring around the damage too, where the
 * photo is known; by how much it was off there is carried over the hole, smoothly, and taken off.
 * @param ring 1 on pixels that the model painted and that are known; in row order
 */
export function evenRim(filled: Plane, known: Plane, ring: Uint8Array): Plane {
  const { width } = filled;
  const side = Math.ceil(width / cellSide);
  const cells: Cells = { sums: new Float32Array(side * side), counts: new Float32Array(side * side), side };
  for (let at = 0; at < ring.length; at++) {
    if (!ring[at]) continue;
    const cell = Math.floor(at / width / cellSide) * side + Math.floor((at % width) / cellSide);
    cells.sums[cell] = (cells.sums[cell] as number) + ((known.data[at] as number) - (filled.data[at] as number));
    cells.counts[cell] = (cells.counts[cell] as number) + 1;
  }
  const offsets = { data: spreadMeans(cells), width: side, height: side };
  const smooth = resizePlane(offsets, side * cellSide, side * cellSide);
  const data = filled.data.map((value, at) => {
    const offset = smooth.data[Math.floor(at / width) * smooth.width + (at % width)] as number;
    return value + offset;
  });
  return { ...filled, data };
}

/** The mean of each cell; where a cell has nothing of its own, that of ever larger surroundings (push and pull; Gortler and others, 1996). */
function spreadMeans({ sums, counts, side }: Cells): Float32Array {
  if (side === 1) return sums.map((sum, at) => (counts[at] ? sum / (counts[at] as number) : 0));
  const half = Math.ceil(side / 2);
  const coarse: Cells = { sums: new Float32Array(half * half), counts: new Float32Array(half * half), side: half };
  for (let at = 0; at < sums.length; at++) {
    const cell = (Math.floor(at / side) >> 1) * half + ((at % side) >> 1);
    coarse.sums[cell] = (coarse.sums[cell] as number) + (sums[at] as number);
    coarse.counts[cell] = (coarse.counts[cell] as number) + (counts[at] as number);
  }
  const around = resizePlane({ data: spreadMeans(coarse), width: half, height: half }, half * 2, half * 2);
  return sums.map((sum, at) => {
    const mean = around.data[Math.floor(at / side) * around.width + (at % side)] as number;
    return (sum + mean * trust) / ((counts[at] as number) + trust);
  });
}
