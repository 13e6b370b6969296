import type { Plane } from "../../../pixels/raster";
import { measureSlopes } from "./normalize-contrast";
import { listPositions, markInside, type Placement, sampleAt } from "./placement";

const rounds = 6;
/** A step below it, in shares of the sides, is the last one. */
const settled = 2e-4;
/** Difference of structure above which a pixel counts little: it shows something else. */
const outlier = 0.8;
/** Parameters: three of each row of the placement. */
const count = 6;

/**
 * Moves a placement so that structures agree (Gauss-Newton over the six numbers of an affine map, robust against parts that
 * differ). `photo` and `answer` are structures of about one scale, which must lie within about two pixels of each other.
 */
export function refinePlacement(photo: Plane, answer: Plane, from: Placement): { placement: Placement; score: number } {
  let placement = from;
  for (let round = 0; round < rounds; round++) {
    const step = solve(...gatherEquations(photo, answer, placement));
    if (!step || step.some((value) => Math.abs(value) > 0.1)) break;
    placement = { u: add(placement.u, step, 0), v: add(placement.v, step, 3) };
    if (step.every((value) => Math.abs(value) < settled)) break;
  }
  return { placement, score: scorePlacement(photo, answer, placement) };
}

const add = ([shift, across, down]: Placement["u"], step: number[], at: number): Placement["u"] => [
  shift + (step[at] ?? 0),
  across + (step[at + 1] ?? 0),
  down + (step[at + 2] ?? 0),
];

/** Correlation of the structures where the answer shows the photo. */
export function scorePlacement(photo: Plane, answer: Plane, placement: Placement): number {
  const positions = listPositions(photo, answer, placement, null);
  const inside = markInside(positions, answer);
  const moved = sampleAt(answer, positions, photo).data;
  let [both, ours, theirs] = [0, 1e-6, 1e-6];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const [p, q] = [photo.data[i] as number, moved[i] as number];
    both += p * q;
    ours += p * p;
    theirs += q * q;
  }
  return both / Math.sqrt(ours * theirs);
}

/** Normal equations of one step: the matrix, row by row, and the right side. */
function gatherEquations(
  photo: Plane,
  answer: Plane,
  placement: Placement,
): [matrix: Float64Array, right: Float64Array] {
  const matrix = new Float64Array(count * count);
  const right = new Float64Array(count);
  const positions = listPositions(photo, answer, placement, null);
  const inside = markInside(positions, answer);
  const moved = sampleAt(answer, positions, photo);
  const slopes = measureSlopes(moved);
  const lean = new Float64Array(count);
  // Slopes are of the moved answer, in the photo's pixels: about those of the answer, since both have one scale.
  for (let y = 0, i = 0; y < photo.height; y++) {
    const down = (y + 0.5) / photo.height - 0.5;
    for (let x = 0; x < photo.width; x++, i++) {
      if (inside[i] === 0) continue;
      const across = (x + 0.5) / photo.width - 0.5;
      const rest = (photo.data[i] as number) - (moved.data[i] as number);
      const weight = 1 / (1 + (rest / outlier) ** 2);
      const gx = (slopes.across[i] as number) * answer.width;
      const gy = (slopes.down[i] as number) * answer.height;
      lean[0] = gx;
      lean[1] = gx * across;
      lean[2] = gx * down;
      lean[3] = gy;
      lean[4] = gy * across;
      lean[5] = gy * down;
      for (let k = 0; k < count; k++) {
        const weighted = (lean[k] as number) * weight;
        right[k] = (right[k] as number) + weighted * rest;
        for (let m = k; m < count; m++) {
          matrix[k * count + m] = (matrix[k * count + m] as number) + weighted * (lean[m] as number);
        }
      }
    }
  }
  for (let k = 0; k < count; k++) {
    for (let m = 0; m < k; m++) matrix[k * count + m] = matrix[m * count + k] as number;
  }
  return [matrix, right];
}

/** Gaussian elimination with pivots; null where the equations don't decide, as for a picture without structure. */
function solve(matrix: Float64Array, right: Float64Array): number[] | null {
  const rows = Array.from(right, (value, k) => [...matrix.subarray(k * count, (k + 1) * count), value]);
  const scale = Math.max(...matrix);
  for (let k = 0; k < count; k++) {
    rows.splice(k, count - k, ...rows.slice(k).sort((one, other) => Math.abs(other[k] ?? 0) - Math.abs(one[k] ?? 0)));
    const pivot = rows[k] ?? [];
    const head = pivot[k] ?? 0;
    if (Math.abs(head) <= scale * 1e-9) return null;
    for (const [m, row] of rows.entries()) {
      if (m === k) continue;
      const factor = (row[k] ?? 0) / head;
      for (let n = k; n <= count; n++) row[n] = (row[n] ?? 0) - factor * (pivot[n] ?? 0);
    }
  }
  return rows.map((row, k) => (row[count] ?? 0) / (row[k] ?? 1));
}
