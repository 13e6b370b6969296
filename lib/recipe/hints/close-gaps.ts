import { type Box, growBox, heightOf, widthOf } from "./box";
import { farthest } from "./spread-seeds";

/**
 * Fills folds, lines and specks up to 2 × radius wide that are inside what was reached, in place: the smallest distance in a
 * window, then the largest of those. It does not reach beyond the outline.
 * @returns the box, grown by what may have changed
 */
export function closeGaps(distances: Int32Array, width: number, box: Box, radius: number): Box {
  const grown = growBox(box, 2 * radius, width, distances.length / width);
  const [across, down] = [widthOf(grown), heightOf(grown)];
  const plane = new Int32Array(across * down);
  for (let y = 0; y < down; y++) {
    const from = (grown.top + y) * width + grown.left;
    plane.set(distances.subarray(from, from + across), y * across);
  }
  const nearest = findLeast(plane, across, radius);
  // The largest of some numbers is what is left of `farthest` after the least of the others' remainders.
  const closed = findLeast(
    nearest.map((distance) => farthest - distance),
    across,
    radius,
  );
  for (let y = 0; y < down; y++) {
    const from = (grown.top + y) * width + grown.left;
    for (let x = 0; x < across; x++) distances[from + x] = farthest - (closed[y * across + x] as number);
  }
  return grown;
}

/** The least number in the window around each pixel, cropped at the borders: along rows, then along columns. */
function findLeast(plane: Int32Array, width: number, radius: number): Int32Array {
  const height = plane.length / width;
  const rows = new Int32Array(plane.length);
  for (let start = 0; start < plane.length; start += width) {
    for (let x = 0; x < width; x++) {
      const last = start + Math.min(width - 1, x + radius);
      let least = farthest;
      for (let at = start + Math.max(0, x - radius); at <= last; at++) {
        const value = plane[at] as number;
        if (value < least) least = value;
      }
      rows[start + x] = least;
    }
  }
  const both = rows.slice();
  for (let y = 0; y < height; y++) {
    const last = Math.min(height - 1, y + radius);
    for (let other = Math.max(0, y - radius); other <= last; other++) {
      for (let x = 0; x < width; x++) {
        const value = rows[other * width + x] as number;
        if (value < (both[y * width + x] as number)) both[y * width + x] = value;
      }
    }
  }
  return both;
}
