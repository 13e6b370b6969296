import type { Plane } from "../../../pixels/raster";
import { resizePlane } from "../../../pixels/resize-plane";
import { normalizeContrast } from "./normalize-contrast";
import { type Placement, type Size, sizeAtScale } from "./placement";

/** Long side in pixels at which placements are tried. */
const side = 64;
/** Radius of what counts as local there. */
const radius = 5;
/** How much larger the photo may be in the answer than the way it was fitted says: cropped above 1, with more around it below. */
const zooms = [0.88, 0.91, 0.94, 0.97, 1, 1.03, 1.06, 1.09, 1.12];
/** How far it may be shifted, as a share of the photo's sides. */
const reach = 0.12;
/** The least share of the photo that the answer must show. */
const leastShown = 0.45;

export type Found = { placement: Placement /** Correlation of the structure, at most 1. */; score: number };

/**
 * The likeliest placements of a photo in an answer, best first: how it was fitted into the answer's shape (stretched, cropped or
 * padded), at which scale and how far shifted. Each is right to about a pixel at 64.
 */
export function findPlacements(photo: Plane, answer: Plane, most: number): Found[] {
  const small = shrink(photo, side);
  const structure = normalizeContrast(small, radius);
  // Every scale is made from this one, which is cheaper than from the whole answer.
  const base = shrink(answer, side * 2.5);
  const found = listFits(photo, answer).flatMap((fit) =>
    zooms.map((zoom) => {
      const placed: Placement = { u: [0, fit.u * zoom, 0], v: [0, 0, fit.v * zoom] };
      const size = sizeAtScale(placed, small);
      return shiftBest(structure, normalizeContrast(resizePlane(base, size.width, size.height), radius), placed);
    }),
  );
  return found.sort((one, other) => other.score - one.score).slice(0, most);
}

export function shrink(plane: Plane, longSide: number): Plane {
  const scale = Math.min(1, longSide / Math.max(plane.width, plane.height));
  const length = (full: number) => Math.max(4, Math.round(full * scale));
  return resizePlane(plane, length(plane.width), length(plane.height));
}

/** The photo's sides as shares of the answer's, for each way to fit one shape into the other. */
function listFits(photo: Size, answer: Size): { u: number; v: number }[] {
  const ratio = photo.width / photo.height / (answer.width / answer.height);
  const stretched = { u: 1, v: 1 };
  if (Math.abs(ratio - 1) < 0.015) return [stretched];
  const padded = ratio < 1 ? { u: ratio, v: 1 } : { u: 1, v: 1 / ratio };
  const cropped = ratio < 1 ? { u: 1, v: 1 / ratio } : { u: ratio, v: 1 };
  return [stretched, padded, cropped];
}

/** The shift in whole pixels under which two structures of one scale agree best. */
function shiftBest(photo: Plane, answer: Plane, placed: Placement): Found {
  // The middle of the one lies on the middle of the other.
  const left = Math.round((answer.width - photo.width) / 2);
  const top = Math.round((answer.height - photo.height) / 2);
  const [across, down] = [Math.ceil(photo.width * reach), Math.ceil(photo.height * reach)];
  let best = { score: -1, x: left, y: top };
  for (let y = top - down; y <= top + down; y++) {
    for (let x = left - across; x <= left + across; x++) {
      const score = correlate(photo, answer, x, y);
      if (score > best.score) best = { score, x, y };
    }
  }
  const shiftOf = (from: number, length: number, full: number) => (from + length / 2) / full - 0.5;
  const u = [shiftOf(best.x, photo.width, answer.width), placed.u[1], 0] as const;
  const v = [shiftOf(best.y, photo.height, answer.height), 0, placed.v[2]] as const;
  return { placement: { u, v }, score: best.score };
}

/** Correlation of the photo with the part of the answer whose corner is (x, y), where both have pixels. -1 where too few are. */
function correlate(photo: Plane, answer: Plane, x: number, y: number): number {
  const [first, last] = [Math.max(0, -x), Math.min(photo.width, answer.width - x)];
  const [top, bottom] = [Math.max(0, -y), Math.min(photo.height, answer.height - y)];
  const shown = (Math.max(0, last - first) * Math.max(0, bottom - top)) / (photo.width * photo.height);
  if (shown < leastShown) return -1;
  const [p, q] = [photo.data, answer.data];
  let [both, ours, theirs] = [0, 1e-6, 1e-6];
  for (let row = top; row < bottom; row++) {
    const to = row * photo.width;
    const from = (row + y) * answer.width + x;
    for (let column = first; column < last; column++) {
      const one = p[to + column] as number;
      const other = q[from + column] as number;
      both += one * other;
      ours += one * one;
      theirs += other * other;
    }
  }
  // Of two that agree equally the one that shows more of the photo.
  return (both / Math.sqrt(ours * theirs)) * Math.sqrt(shown) ** 0.5;
}
