import type { Box } from "./enclose";

/** How a photo is taken from a scan: turned clockwise by degrees, then cropped, in shares of the turned scan. */
export type FoundPhoto = { rotate: number; crop: { x: number; y: number; width: number; height: number } };

/** Less than this is not turned, in degrees: it would only soften the photo. */
const leastTurn = 0.15;
/** Pixels of the small scan that are taken off each side, so that no rim of the ground is left. */
const inset = 0.75;

/** The turn and the crop that take a box out of a scan of this size. */
export function toEdits(box: Box, { width, height }: { width: number; height: number }): FoundPhoto {
  const angle = Math.abs(box.angle) < leastTurn ? 0 : box.angle;
  const rotate = angle === 0 ? 0 : Math.round(((360 - angle) % 360) * 100) / 100;
  const radians = (rotate * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  // The smallest box around the turned scan; both have the same center.
  const turned = {
    width: width * Math.abs(cos) + height * Math.abs(sin),
    height: width * Math.abs(sin) + height * Math.abs(cos),
  };
  const [dx, dy] = [box.x - width / 2, box.y - height / 2];
  const x = turned.width / 2 + dx * cos - dy * sin;
  const y = turned.height / 2 + dx * sin + dy * cos;
  const across = share(x - box.width / 2 + inset, x + box.width / 2 - inset, turned.width);
  const down = share(y - box.height / 2 + inset, y + box.height / 2 - inset, turned.height);
  return { rotate, crop: { x: across.from, y: down.from, width: across.length, height: down.length } };
}

function share(from: number, to: number, whole: number): { from: number; length: number } {
  const round = (value: number) => Math.round(Math.max(0, Math.min(1, value / whole)) * 10_000) / 10_000;
  const start = round(from);
  return { from: start, length: Math.round((round(to) - start) * 10_000) / 10_000 };
}
