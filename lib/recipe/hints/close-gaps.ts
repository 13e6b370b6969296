import { type Box, farthest } from "./spread-seeds";

/**
 * Fills folds, lines and specks up to 2 × radius wide that are inside what was reached, in place: the smallest distance in a
 * window, then the largest of those. It does not reach beyond the outline.
 * @returns the box, grown by what may have changed
 */
export function closeGaps(distances: Int32Array, width: number, box: Box, radius: number): Box {
  const height = distances.length / width;
  const grown: Box = {
    left: Math.max(0, box.left - 2 * radius),
    top: Math.max(0, box.top - 2 * radius),
    right: Math.min(width, box.right + 2 * radius),
    bottom: Math.min(height, box.bottom + 2 * radius),
  };
  const nearest = filter(distances, width, grown, radius, Math.min, farthest);
  const closed = filter(nearest, width, grown, radius, Math.max, 0);
  for (let y = grown.top; y < grown.bottom; y++) {
    for (let at = y * width + grown.left; at < y * width + grown.right; at++) distances[at] = closed[at] as number;
  }
  return grown;
}

type Pick = (one: number, other: number) => number;

/** Along rows, then along columns. Windows are cropped at the box. */
function filter(plane: Int32Array, width: number, box: Box, radius: number, pick: Pick, start: number): Int32Array {
  const rows = new Int32Array(plane.length);
  const both = new Int32Array(plane.length);
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) {
      const [from, to] = [Math.max(box.left, x - radius), Math.min(box.right - 1, x + radius)];
      let best = start;
      for (let at = y * width + from; at <= y * width + to; at++) best = pick(best, plane[at] as number);
      rows[y * width + x] = best;
    }
  }
  for (let y = box.top; y < box.bottom; y++) {
    const [from, to] = [Math.max(box.top, y - radius), Math.min(box.bottom - 1, y + radius)];
    for (let x = box.left; x < box.right; x++) {
      let best = start;
      for (let row = from; row <= to; row++) best = pick(best, rows[row * width + x] as number);
      both[y * width + x] = best;
    }
  }
  return both;
}
