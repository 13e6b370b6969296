import { axesOf, type Box, boxOf, normalize } from "./enclose";
import { type Ground, median } from "./find-ground";

type Size = { width: number; height: number };
/** `support` is the share of a side along which the photo ends in one straight line, or null where it ends with the scan. */
type Side = { angle: number; offset: number; length: number; support: number | null };
export type FittedBox = { box: Box; supports: number[] };

/** How far from the enclosing rectangle a side is looked for, in pixels of the small scan. */
const reach = 9;
const mostPlaces = 48;
/** The ends of a side are left out, because corners may be round or bent. */
const leftOut = 0.08;
/** The weakest step from ground to photo that counts, of 255, and how far it may lie from the line. */
const leastStep = 8;
const mostAway = 1.2;
/** A side this close to the edge of the scan ends there. */
const atFrame = 5;

/** Moves the sides of a rectangle to the lines along which a photo ends, so that shadows and bent corners do not count. */
export function fitBox({ distance }: Ground, size: Size, rough: Box): FittedBox {
  const sides = [0, 1, 2, 3].map((k) => fitSide(distance, size, rough, k));
  const sure = sides.filter(({ support }) => support !== null && support >= 0.5);
  const turned = sure.length > 0 ? weightedMean(sure) : 0;
  const angle = rough.angle + turned;
  const center = { x: rough.x, y: rough.y };
  const { along, down } = axesOf(angle);
  const u = center.x * along.x + center.y * along.y;
  const v = center.x * down.x + center.y * down.y;
  const [right, bottom, left, top] = sides.map(({ offset }) => offset) as [number, number, number, number];
  const box = boxOf({ left: u - left, right: u + right, top: v - top, bottom: v + bottom }, angle);
  const supports = sides.flatMap(({ support }) => (support === null ? [] : [support]));
  return { box: { ...box, angle: normalize(angle) }, supports };
}

const weightedMean = (sides: Side[]) =>
  sides.reduce((sum, { angle, length }) => sum + angle * length, 0) /
  sides.reduce((sum, { length }) => sum + length, 0);

/** Side 0 is the right one, then on clockwise. Its `offset` is the distance from the center of the box to the side's middle. */
function fitSide(distance: Float32Array, size: Size, box: Box, k: number): Side {
  const { along, down } = axesOf(box.angle + 90 * k);
  const length = k % 2 === 0 ? box.height : box.width;
  const half = (k % 2 === 0 ? box.width : box.height) / 2;
  const middle = { x: box.x + along.x * half, y: box.y + along.y * half };
  const toFrame = Math.min(middle.x, middle.y, size.width - middle.x, size.height - middle.y);
  if (toFrame <= atFrame) return { angle: 0, offset: half + toFrame, length, support: null };
  const count = Math.max(8, Math.min(mostPlaces, Math.floor(length / 2)));
  const found: { at: number; out: number; step: number }[] = [];
  for (let i = 0; i < count; i++) {
    const at = length * (leftOut + ((1 - 2 * leftOut) * (i + 0.5)) / count - 0.5);
    const base = { x: middle.x + down.x * at, y: middle.y + down.y * at };
    let best = { at, out: 0, step: 0 };
    for (let out = -reach; out <= reach; out += 0.5) {
      const read = (by: number) => sample(distance, size, base.x + along.x * (out + by), base.y + along.y * (out + by));
      const step = Math.abs(read(-1) - read(1));
      if (step > best.step) best = { at, out, step };
    }
    found.push(best);
  }
  return { length, ...fitLine(found, half) };
}

function fitLine(found: { at: number; out: number; step: number }[], half: number) {
  const seen = found.filter(({ step }) => step >= leastStep);
  if (seen.length < found.length / 4) return { angle: 0, offset: half, support: 0 };
  const slopes = seen.flatMap((a, i) => seen.slice(i + 1).map((b) => (b.out - a.out) / (b.at - a.at)));
  const slope = median(slopes);
  const offset = median(seen.map(({ at, out }) => out - slope * at));
  const onLine = seen.filter(({ at, out }) => Math.abs(out - slope * at - offset) <= mostAway);
  // `at` grows clockwise around the box, so a side that goes outward there is turned against the clock.
  return {
    angle: (-Math.atan(slope) * 180) / Math.PI,
    offset: half + offset,
    support: onLine.length / found.length,
  };
}

/** The value between four pixels, by their centers. Beyond the edge it is that of the edge. */
function sample(plane: Float32Array, { width, height }: Size, x: number, y: number): number {
  const column = Math.max(0, Math.min(width - 1, x - 0.5));
  const row = Math.max(0, Math.min(height - 1, y - 0.5));
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const [dx, dy] = [column - left, row - top];
  const read = (cx: number, cy: number) => plane[cy * width + cx] as number;
  const upper = read(left, top) * (1 - dx) + read(right, top) * dx;
  return upper * (1 - dy) + (read(left, bottom) * (1 - dx) + read(right, bottom) * dx) * dy;
}
