import { cropBox } from "../../../../../contract/photos/edits";
import { noHints, type ScanHints } from "../../../../../contract/photos/scan-hints";
import type { Raster } from "../../pixels/raster";
import type { FacesModel } from "../faces/find-faces";
import { findFaces } from "../faces/find-faces";
import { findPhotosOnScan } from "./find-photos-on-scan";
import { looksNegative } from "./negative/looks-negative";
import { shrinkScan } from "./shrink-scan";
import { invertPicture, turnPicture } from "./turn-picture";

/** Longer side of the copy in which faces are compared, and of what the network is fed, in pixels. */
const copySide = 480;
const fedSide = 320;
const fedSideTurned = 224;

/** A photo with a face this sure is upright. */
const uprightFace = 0.3;
/** How sure a face must be when turned, and by how much surer than at the other turns. */
const turnedFace = 0.65;
const surerTurned = 0.3;

/** What could be done with a photo before it is colored. How it lies is told by its faces alone. At most five small passes of the network. */
export async function findHints(faces: FacesModel | null, raster: Raster): Promise<ScanHints> {
  const photos = findPhotosOnScan(raster);
  // Of several photos each may lie in its own way.
  if (photos.length > 1) return { ...noHints, photos };
  const { colors, width, height } = shrinkScan(raster, copySide);
  const whole: Raster = { pixels: Uint8Array.from(colors), width, height, channels: 3 };
  // The bed around a single photo is no part of it: its white would speak for a negative.
  const copy = cutOut(whole, photos[0] ?? null);
  if (!faces) return { ...noHints, negative: looksNegative(copy, { asItIs: 0, inverted: 0 }), photos };
  const asItIs = await surestFace(faces, copy, fedSide);
  const inverted = await surestFace(faces, invertPicture(copy), fedSide);
  const negative = looksNegative(copy, { asItIs, inverted });
  if ((negative ? inverted : asItIs) >= uprightFace) return { negative, turn: 0, photos };
  return { negative, turn: await findTurn(faces, negative ? invertPicture(copy) : copy), photos };
}

/** The photo found on the scan, or all of it. What lies askew is taken with its corners of the bed. */
function cutOut(whole: Raster, found: ScanHints["photos"][number] | null): Raster {
  if (!found || (found.rotate > 15 && found.rotate < 345)) return whole;
  const { left, top, width, height } = cropBox(whole, found.crop);
  const rows = Array.from({ length: height }, (_, y) => {
    const start = ((top + y) * whole.width + left) * whole.channels;
    return whole.pixels.subarray(start, start + width * whole.channels);
  });
  const pixels = new Uint8Array(width * height * whole.channels);
  rows.forEach((row, y) => {
    pixels.set(row, y * width * whole.channels);
  });
  return { pixels, width, height, channels: whole.channels };
}

async function findTurn(faces: FacesModel, copy: Raster): Promise<ScanHints["turn"]> {
  const turned: { turn: ScanHints["turn"]; sure: number }[] = [];
  for (const turn of [90, 180, 270] as const) {
    turned.push({ turn, sure: await surestFace(faces, turnPicture(copy, turn), fedSideTurned) });
  }
  const [first, second] = turned.sort((a, b) => b.sure - a.sure);
  if (!first || !second) return 0;
  return first.sure >= turnedFace && first.sure >= second.sure + surerTurned ? first.turn : 0;
}

async function surestFace({ session, description }: FacesModel, copy: Raster, longSide: number): Promise<number> {
  const passes = [{ longSide, threshold: 0.1, smallest: 0 }];
  const found = await findFaces({ session, description: { ...description, passes } }, copy);
  return Math.max(0, ...found.map(({ score }) => score));
}
