import { bitsOf, type Raster } from "../../pixels/raster";

/** Sample values of 255. JPEG's ringing stays within this distance of black and of white on nearly all pixels. */
const nearBlack = 64;
const nearWhite = 191;
/** How far from 0 or 255 a sample counts as pure, and the share of the black, of the white, that is. Ink scanned in gray is less black. */
const pureWithin = 24;
const leastPure = 0.4;
/** Pixels around one in which both black and white make its gray an edge. Enlarging by up to three leaves no wider edges. */
const edgeReach = 3;
/** The side of a square that is looked at, and how many of them a photo gets at most across and down. */
const patchSide = 128;
const patchesPerSide = 9;
/** The share of the black, of the white, that a picture needs at least: a blank page is not a picture in black and white. */
const leastInk = 0.001;
/** Pixels of real gray per pixel that is gray, an edge or of the rarer one of black and white. Photographs have 0.78 and more. */
const mostGray = 0.05;

/**
 * Whether a picture is of pure black and white, as one-bit scans, halftones and line art are, also after JPEG or a slight
 * enlargement: between black and white it has edges but no gray, so that there is nothing a color could be given to. Looks at
 * squares in the photo's own resolution, because a reduced halftone is gray.
 */
export function judgeBilevel(raster: Raster): boolean {
  if (!mayBeBilevel(raster)) return false;
  const counts: Counts = { black: 0, white: 0, pureBlack: 0, pureWhite: 0, edge: 0, gray: 0 };
  for (const top of startsOf(raster.height)) {
    for (const left of startsOf(raster.width)) countPatch(raster, left, top, counts);
  }
  const { black, white, edge, gray } = counts;
  const all = black + white + edge + gray;
  const rarer = Math.min(black, white);
  const isPure = counts.pureBlack >= black * leastPure && counts.pureWhite >= white * leastPure;
  return isPure && rarer >= all * leastInk && gray <= (rarer + edge + gray) * mostGray;
}

/** Pixels of the quick look. */
const lookedAt = 20_000;

/** A quick look at scattered pixels, which spares nearly every photograph the long one: most have light tones, but few pure whites. */
function mayBeBilevel(raster: Raster): boolean {
  const { width, height } = raster;
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / lookedAt)));
  const counts: Counts = { black: 0, white: 0, pureBlack: 0, pureWhite: 0, edge: 0, gray: 0 };
  for (let top = 0; top < height; top += step) {
    const kinds = readKinds(raster, { left: 0, top, width: Math.ceil(width / step), height: 1 }, counts, step);
    for (const kind of kinds) counts[kind === 1 ? "black" : kind === 2 ? "white" : "gray"]++;
  }
  const { black, white, gray, pureBlack, pureWhite } = counts;
  // Half of what the long look wants, because a sample may be off.
  const isPure = pureBlack >= (black * leastPure) / 2 && pureWhite >= (white * leastPure) / 2;
  return isPure && Math.min(black, white) >= ((black + white + gray) * leastInk) / 4;
}

function startsOf(side: number): number[] {
  const count = Math.min(patchesPerSide, Math.ceil(side / patchSide));
  if (count === 1) return [0];
  return Array.from({ length: count }, (_, k) => Math.floor(((side - patchSide) * k) / (count - 1)));
}

type Counts = Record<"black" | "white" | "pureBlack" | "pureWhite" | "edge" | "gray", number>;

function countPatch(raster: Raster, left: number, top: number, counts: Counts): void {
  const width = Math.min(patchSide, raster.width);
  const height = Math.min(patchSide, raster.height);
  const kinds = readKinds(raster, { left, top, width, height }, counts);
  const hasBlack = spread(kinds, width, height, 1);
  const hasWhite = spread(kinds, width, height, 2);
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] === 1) counts.black++;
    else if (kinds[i] === 2) counts.white++;
    else counts[hasBlack[i] && hasWhite[i] ? "edge" : "gray"]++;
  }
}

type Patch = { left: number; top: number; width: number; height: number };

/** 1 for black, 2 for white, 0 for anything between and for colors, of every `step`th pixel of a row. Counts the pure ones. */
function readKinds(raster: Raster, { left, top, width, height }: Patch, counts: Counts, step = 1): Uint8Array {
  const { pixels, channels } = raster;
  const scale = bitsOf(raster) === 16 ? 257 : 1;
  const kinds = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    let at = ((top + y) * raster.width + left) * channels;
    for (let x = 0; x < width; x++, at += step * channels) {
      const [red, green, blue] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
      const darkest = Math.min(red, green, blue) / scale;
      const lightest = Math.max(red, green, blue) / scale;
      if (lightest <= nearBlack) {
        kinds[y * width + x] = 1;
        if (lightest <= pureWithin) counts.pureBlack++;
      } else if (darkest >= nearWhite) {
        kinds[y * width + x] = 2;
        if (darkest >= 255 - pureWithin) counts.pureWhite++;
      }
    }
  }
  return kinds;
}

/** Marks the pixels that have one of this kind within `edgeReach`, row by row and then column by column. */
function spread(kinds: Uint8Array, width: number, height: number, kind: number): Uint8Array {
  const across = new Uint8Array(kinds.length);
  const both = new Uint8Array(kinds.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (kinds[y * width + x] !== kind) continue;
      across.fill(1, y * width + Math.max(0, x - edgeReach), y * width + Math.min(width, x + edgeReach + 1));
    }
  }
  for (let y = 0; y < height; y++) {
    const [from, to] = [Math.max(0, y - edgeReach), Math.min(height - 1, y + edgeReach)];
    for (let x = 0; x < width; x++) {
      if (!across[y * width + x]) continue;
      for (let row = from; row <= to; row++) both[row * width + x] = 1;
    }
  }
  return both;
}
