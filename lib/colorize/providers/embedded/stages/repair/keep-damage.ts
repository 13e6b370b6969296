import type { Plane } from "../../pixels/raster";
import type { Face } from "../faces/face";
import { listPieces, type Piece } from "./list-pieces";
import { type Bits, measureDepth } from "./measure-depth";

/** Where a face is, in pixels of the picture that is marked. */
type FaceBox = Pick<Face, "center" | "width" | "height">;

// Chosen on photographs, with models/training/pixomax_training/repair/marking.py, which says the same and is tested on the same cases.
/** Diagonal in widths from which a mark is long and thin; a disk has 3 to 4. */
const slim = 6;
/** A face's box is taken so many times larger: ears and chin lie beyond it. */
const boxReach = 1.2;
/** A blob thicker than this must stand alone: pixels, and share of the short side. */
const wide = 4;
const wideShare = 1 / 128;
/** How far around a blob is looked: share of the short side, and pixels at least. */
const ringShare = 1 / 256;
const leastRing = 2;
/** Where more than a share of that ring is as light as the blob (L*), the blob is part of something. */
const alike = 8;
const alikeShare = 0.3;
/** Share of the picture from which a blob is a stain whatever lies around it. */
const large = 0.004;

/**
 * Takes from `marked` what is no damage: in faces all but long thin marks (a glint, a nostril, an earring), elsewhere wide blobs that
 * go on in what lies beside them (a bow, a collar's tip). Changes `marked`.
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

/** Share of the ring around a piece, its rim left out, that is as light as the piece. */
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
