import type { Face } from "./find-faces";

/** Two boxes that share more than this of their union are one face. */
const sameFace = 0.3;

/** Of faces found twice the surer one, surest first. */
export function suppressOverlaps(faces: Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(face, other) <= sameFace)) kept.push(face);
  }
  return kept;
}

/** Intersection over union of the boxes. */
function overlap(a: Face, b: Face): number {
  const along = (centreA: number, sideA: number, centreB: number, sideB: number) =>
    Math.max(
      0,
      Math.min(centreA + sideA / 2, centreB + sideB / 2) - Math.max(centreA - sideA / 2, centreB - sideB / 2),
    );
  const shared = along(a.centre.x, a.width, b.centre.x, b.width) * along(a.centre.y, a.height, b.centre.y, b.height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}
