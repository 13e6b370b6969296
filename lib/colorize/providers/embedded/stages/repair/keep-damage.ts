import type { Plane } from "../../pixels/raster";
import type { Face } from "../faces/face";
import { listPieces, type Piece } from "./list-pieces";
import { type Bits, measureDepth } from "./measure-depth";

/** The box of a face, in pixels of the marked picture. */
type FaceBox = Pick<Face, "center" | "width" | "height">;

// Chosen on photographs. models/training/pixomax_training/repair/marking.py implements the same rules and is tested on the same cases.
/** Slimness from which a mark counts as long and thin; a disk has 3 to 4. */
const slim = 6;
/** Factor by which a face's box is enlarged to include ears and chin. */
const boxReach = 1.2;
/** Thickness from which a blob must be isolated to count as damage: in pixels, and as a share of the short side. */
const wide = 4;
const wideShare = 1 / 128;
/** Width of the ring around a blob that is compared with it: share of the short side, and the minimum in pixels. */
const ringShare = 1 / 256;
const leastRing = 2;
/** If more than this share of the ring is within this L* of the blob, the blob is part of an object. */
const alike = 8;
const alikeShare = 0.3;
/** Share of the picture from which a blob is a stain whatever surrounds it. */
const large = 0.004;

/**
 * Removes from `marked`, in place, what is no damage: in faces everything but long thin marks (glints, nostrils, earrings), elsewhere
 * wide blobs that continue in their surroundings (a bow, the tip of a collar).
 */
export function keepDamage(marked: Bits, lightness: Plane, boxes: readonly FaceBox[]): void {
  const { data, width, height } = marked;
  const short = Math.min(width, height);
  const dropped: number[] = [];
  for (const piece of listPieces(marked)) {
    if (piece.slimness >= slim) continue;
    const isWide = piece.thickness > Math.max(wide, wideShare * short) && piece.pixels.length < large * data.length;
    const isPart = isWide && alikeAround(piece, marked, lightness) > alikeShare;
    for (const at of piece.pixels) if (isPart || isInside(at, width, boxes)) dropped.push(at);
  }
  for (const at of dropped) data[at] = 0;
}

function isInside(at: number, width: number, boxes: readonly FaceBox[]): boolean {
  const x = (at % width) + 0.5;
  const y = Math.floor(at / width) + 0.5;
  return boxes.some(
    (box) =>
      Math.abs(x - box.center.x) <= (box.width / 2) * boxReach &&
      Math.abs(y - box.center.y) <= (box.height / 2) * boxReach,
  );
}

/** Share of the ring around a piece, without its rim, that has about the piece's lightness. */
function alikeAround(piece: Piece, marked: Bits, lightness: Plane): number {
  const { width, height } = marked;
  const reach = Math.max(leastRing, Math.round(ringShare * Math.min(width, height))) + 1;
  const left = Math.max(0, piece.left - reach);
  const top = Math.max(0, piece.top - reach);
  const across = Math.min(width, piece.right + 1 + reach) - left;
  const down = Math.min(height, piece.bottom + 1 + reach) - top;
  const outside = { data: new Uint8Array(across * down).fill(1), width: across, height: down };
  let sum = 0;
  for (const at of piece.pixels) {
    outside.data[(Math.floor(at / width) - top) * across + (at % width) - left] = 0;
    sum += lightness.data[at] as number;
  }
  const tone = sum / piece.pixels.length;
  let [ring, same] = [0, 0];
  for (const [local, away] of measureDepth(outside).entries()) {
    const at = (top + Math.floor(local / across)) * width + left + (local % across);
    if (away < 2 || away > reach || marked.data[at]) continue;
    ring++;
    if (Math.abs((lightness.data[at] as number) - tone) < alike) same++;
  }
  return ring === 0 ? 0 : same / ring;
}
