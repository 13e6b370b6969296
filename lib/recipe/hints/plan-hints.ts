import type { Hint } from "../../contract/photos/recipe";
import { createLabRow, putLab } from "../color/lab-row";
import { linearTable } from "../color/transfer-tables";
import type { Guide } from "../picture";
import { type Box, joinBoxes } from "./box";
import { closeGaps } from "./close-gaps";
import { mapEdges } from "./edge-map";
import { fitField, type HintField } from "./fit-field";
import { paintSeeds } from "./paint-seeds";
import { createSpreading, farthest, spreadSeeds } from "./spread-seeds";

/** Up to this share of the longest way a hint counts fully; from there it fades. */
const fullShare = 0.5;
/** How much of the picture's own variation of color stays under a hint, so that it does not look flat. */
export const keptVariation = 0.15;
/** How far the color of a surface follows its shading: 0 not at all, 1 as a matte surface under one light. */
const shadingShare = 0.7;
const [leastShade, mostShade] = [0.3, 1.6];
/** Fills gaps of up to this share of the longer side, twice. */
const gapShare = 1 / 340;

/**
 * The regions of hints, and what colors they take. Null when they paint nothing. Takes up to a quarter of a second for each color
 * on a guide of 1024 × 1024 (see `npm run bench:recipe`).
 */
export function planHints(guide: Guide, hints: readonly Hint[]): HintField | null {
  if (hints.length === 0) return null;
  const { width, height } = guide;
  const seeds = paintSeeds(guide, hints);
  const map = mapEdges(guide);
  const spreading = createSpreading(width * height);
  const gap = Math.max(1, Math.round(Math.max(width, height) * gapShare));
  const sums = createSums(width * height);
  seeds.colors.forEach((color, index) => {
    const box = spreadSeeds(map, seeds.owners, index + 1, spreading);
    if (box) addHint(sums, guide, spreading.distances, closeGaps(spreading.distances, width, box, gap), color);
  });
  return sums.box && fitField(guide, divide(sums), sums.box, map.edge);
}

/** Per pixel: the largest weight of a hint; then shares of the competing hints, and their colors times the shares. */
type Sums = { weight: Float32Array; share: Float32Array; a: Float32Array; b: Float32Array; box: Box | null };

const createSums = (pixels: number): Sums => ({
  weight: new Float32Array(pixels),
  share: new Float32Array(pixels),
  a: new Float32Array(pixels),
  b: new Float32Array(pixels),
  box: null,
});

function fade(distance: number): number {
  const left = (1 - distance / farthest) / (1 - fullShare);
  return left >= 1 ? 1 : left * left * (3 - 2 * left);
}

function addHint(sums: Sums, guide: Guide, distances: Int32Array, box: Box, color: string): void {
  const { width } = guide;
  const mean = meanOf(guide, distances, box);
  const hint = labOfColor(color);
  sums.box = sums.box ? joinBoxes(sums.box, box) : box;
  for (let y = box.top; y < box.bottom; y++) {
    for (let at = y * width + box.left; at < y * width + box.right; at++) {
      const distance = distances[at] as number;
      if (distance >= farthest) continue;
      const weight = fade(distance);
      // The nearer hint wins clearly, and yet two that meet on even ground blend.
      const near = distance / farthest + 0.03;
      const share = weight / (near * near * near * near);
      const shade = 1 + (shadingShare * ((guide.lightness[at] as number) - mean.lightness)) / (mean.lightness + 16);
      const bounded = Math.max(leastShade, Math.min(mostShade, shade));
      sums.weight[at] = Math.max(sums.weight[at] as number, weight);
      sums.share[at] = (sums.share[at] as number) + share;
      sums.a[at] = (sums.a[at] as number) + share * (hint.a * bounded - keptVariation * mean.a);
      sums.b[at] = (sums.b[at] as number) + share * (hint.b * bounded - keptVariation * mean.b);
    }
  }
}

/** The means of what a hint reaches, by its weight there. */
function meanOf({ width, lightness, a, b }: Guide, distances: Int32Array, box: Box) {
  const sum = { weight: 0, lightness: 0, a: 0, b: 0 };
  for (let y = box.top; y < box.bottom; y++) {
    for (let at = y * width + box.left; at < y * width + box.right; at++) {
      const weight = fade(distances[at] as number);
      sum.weight += weight;
      sum.lightness += weight * (lightness[at] as number);
      sum.a += weight * (a[at] as number);
      sum.b += weight * (b[at] as number);
    }
  }
  return { lightness: sum.lightness / sum.weight, a: sum.a / sum.weight, b: sum.b / sum.weight };
}

/** The weights, and the hints' colors times the weights. */
function divide({ weight, share, a, b }: Sums) {
  for (let i = 0; i < share.length; i++) {
    if (share[i] === 0) continue;
    const scale = (weight[i] as number) / (share[i] as number);
    a[i] = (a[i] as number) * scale;
    b[i] = (b[i] as number) * scale;
  }
  return { weight, a, b };
}

/** CIELAB's a and b of a color such as #8a5a3c. */
function labOfColor(color: string): { a: number; b: number } {
  const row = createLabRow(1);
  const linear = linearTable(8);
  const channel = (k: number) => linear[Number.parseInt(color.slice(1 + 2 * k, 3 + 2 * k), 16)] as number;
  putLab(row, 0, channel(0), channel(1), channel(2));
  return { a: row.a[0] as number, b: row.b[0] as number };
}
