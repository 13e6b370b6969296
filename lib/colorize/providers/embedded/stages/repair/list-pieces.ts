import { type Bits, measureDepth } from "./measure-depth";

/** Pixels connected by sides or corners. `left`, `right`, `top` and `bottom` are inclusive. */
export type Piece = {
  pixels: Int32Array;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Mean width in pixels, at least 1. */
  thickness: number;
  /** Diagonal of the box divided by the thickness: 3 to 4 for a disk, more for a line, even a bent one. */
  slimness: number;
};

/** The connected pieces of a binary picture, in the order of their first pixel. */
export function listPieces(bits: Bits): Piece[] {
  const { data, width, height } = bits;
  const depth = measureDepth(bits);
  const seen = new Uint8Array(data.length);
  const pending = new Int32Array(data.length);
  const pieces: Piece[] = [];
  for (let seed = 0; seed < data.length; seed++) {
    if (!data[seed] || seen[seed]) continue;
    seen[seed] = 1;
    pending[0] = seed;
    let count = 1;
    for (let next = 0; next < count; next++) {
      const at = pending[next] as number;
      const x = at % width;
      const y = (at - x) / width;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const beside = row * width + column;
          if (!data[beside] || seen[beside]) continue;
          seen[beside] = 1;
          pending[count++] = beside;
        }
      }
    }
    pieces.push(describePiece(pending.slice(0, count), depth, width));
  }
  return pieces;
}

function describePiece(pixels: Int32Array, depth: Int32Array, width: number): Piece {
  let [left, right, top, bottom, sum] = [Infinity, 0, Infinity, 0, 0];
  for (const at of pixels) {
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    sum += depth[at] as number;
  }
  // A line 2k + 1 wide has a mean depth of about (k + 2) / 2.
  const thickness = Math.max(1, (4 * sum) / pixels.length - 3);
  const slimness = Math.hypot(right - left + 1, bottom - top + 1) / thickness;
  return { pixels, left, right, top, bottom, thickness, slimness };
}
