import type { Face } from "./face";

/** Two boxes with a larger intersection over union are the same face. */
const sameFace = 0.3;

/** Keeps only the highest score of overlapping faces; the highest score comes first. */
export function suppressOverlaps(faces: Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(face, other) <= sameFace)) kept.push(face);
  }
  return kept;
}

/** Intersection over union of the boxes. */
function overlap(a: Face, b: Face): number {
  const along = (centerA: number, sideA: number, centerB: number, sideB: number) =>
    Math.max(
      0,
      Math.min(centerA + sideA / 2, centerB + sideB / 2) - Math.max(centerA - sideA / 2, centerB - sideB / 2),
    );
  const shared = along(a.center.x, a.width, b.center.x, b.width) * along(a.center.y, a.height, b.center.y, b.height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}
