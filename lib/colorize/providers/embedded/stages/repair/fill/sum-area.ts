import type { Bits } from "../measure-depth";

/** A rectangle; right and bottom are exclusive. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** Counts the ones of a picture in any rectangle, in the same time whatever its size (a summed-area table). */
export function createCounter({ data, width, height }: Bits): (box: Box) => number {
  const across = width + 1;
  const sums = new Int32Array(across * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x] as number;
      sums[(y + 1) * across + x + 1] = (sums[y * across + x + 1] as number) + row;
    }
  }
  const upTo = (x: number, y: number) => sums[y * across + x] as number;
  return ({ left, top, right, bottom }) =>
    upTo(right, bottom) - upTo(left, bottom) - upTo(right, top) + upTo(left, top);
}
