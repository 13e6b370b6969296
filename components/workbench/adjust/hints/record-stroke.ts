import { maxStrokePoints, type Stroke } from "@/lib/contract/photos/recipe";
import { distanceToLine, inLongerSides, type Point } from "./edit-hints";

/** How far a stroke's line may leave the drag's, as a share of the brush's radius. */
const toleranceShare = 0.1;
/** A pixel in a photo whose longer side has 10,000. */
const steps = 10_000;

/**
 * The stroke of a drag over `points`: without the points that one would not miss, at most as many as a stroke may have.
 * @param radius of the brush, as a share of the longer side
 * @param ratio the photo's width / height
 */
export function recordStroke(points: Point[], radius: number, ratio: number): Stroke {
  const kept = thinPoints(simplifyLine(points, radius * toleranceShare, ratio), maxStrokePoints);
  return { radius: round(radius), points: kept.map(([x, y]) => [round(x), round(y)]) };
}

/** Ramer-Douglas-Peucker: leaves out what lies within `tolerance` of the line between its neighbors. */
function simplifyLine(points: Point[], tolerance: number, ratio: number): Point[] {
  const line = points.map((point) => inLongerSides(point, ratio));
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const farthest = findFarthest(line, span);
    if (!farthest || farthest.distance <= tolerance) continue;
    kept.add(farthest.at);
    spans.push([span[0], farthest.at], [farthest.at, span[1]]);
  }
  return points.filter((_, at) => kept.has(at));
}

function findFarthest(line: Point[], [from, to]: [number, number]) {
  const [start, end] = [line[from], line[to]];
  let farthest: { at: number; distance: number } | null = null;
  for (let at = from + 1; at < to; at += 1) {
    const point = line[at];
    if (!point || !start || !end) continue;
    const distance = distanceToLine(point, start, end);
    if (!farthest || distance > farthest.distance) farthest = { at, distance };
  }
  return farthest;
}

/** At most `most` of the points, in even steps; the first and the last stay. */
export function thinPoints(points: Point[], most: number): Point[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => points[Math.round(at * step)]).filter((point) => point !== undefined);
}

const round = (value: number) => Math.round(value * steps) / steps;
