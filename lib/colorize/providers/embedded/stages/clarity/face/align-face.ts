import type { Face, Point } from "../../faces/face";
import type { ClarityModel } from "./clarity-model";

/**
 * The position of a square crop in the photo: crop (u, v) is photo (x + cos·u − sin·v, y + sin·u + cos·v), both in pixels. `cos` and
 * `sin` include the scale in photo pixels per crop pixel.
 */
export type Alignment = { x: number; y: number; cos: number; sin: number };

/** Side of the crop as a multiple of the longer side of the face's box. */
const margin = 1.6;

/** The five points in an FFHQ picture of 512 × 512 pixels, where models of the GFPGAN family expect them. */
const ffhqPoints: Point[] = [
  { x: 192.98138, y: 239.94708 },
  { x: 318.90277, y: 240.1936 },
  { x: 256.63416, y: 314.01935 },
  { x: 201.26117, y: 371.41043 },
  { x: 313.08905, y: 371.15118 },
];

export function alignFace(face: Face, { alignment, side }: Pick<ClarityModel, "alignment" | "side">): Alignment {
  const square = alignSquare(face, side);
  if (alignment === "square") return square;
  const fitted = alignToPoints(face, side);
  // Badly detected points, for example all in one place, would give a useless or enormous crop.
  const ratio = Math.hypot(fitted.cos, fitted.sin) / Math.hypot(square.cos, square.sin);
  return ratio > 1 / 3 && ratio < 3 ? fitted : square;
}

/** A square around the box's center, rotated so that the eyes are level. */
function alignSquare({ center, width, height, points }: Face, side: number): Alignment {
  const [right, left] = points as [Point, Point];
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  const scale = (margin * Math.max(width, height)) / side;
  const cos = Math.cos(angle) * scale;
  const sin = Math.sin(angle) * scale;
  const half = side / 2;
  return { cos, sin, x: center.x - cos * half + sin * half, y: center.y - sin * half - cos * half };
}

/** The rotation, scale and shift that map the template's points to the face's with the least squared error. */
function alignToPoints({ points }: Face, side: number): Alignment {
  const template = ffhqPoints.map(({ x, y }) => ({ x: (x * side) / 512, y: (y * side) / 512 }));
  const from = meanOf(template);
  const to = meanOf(points);
  let along = 0;
  let across = 0;
  let size = 0;
  for (const [i, point] of points.entries()) {
    const [u, v] = [(template[i] as Point).x - from.x, (template[i] as Point).y - from.y];
    const [x, y] = [point.x - to.x, point.y - to.y];
    along += u * x + v * y;
    across += u * y - v * x;
    size += u * u + v * v;
  }
  const cos = along / size;
  const sin = across / size;
  return { cos, sin, x: to.x - cos * from.x + sin * from.y, y: to.y - sin * from.x - cos * from.y };
}

function meanOf(points: Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
