import type { LabRow } from "../color/lab-row";
import { widthOf } from "./box";
import { fieldNumbers, type HintField } from "./fit-field";
import { keptVariation } from "./plan-hints";

/** Weights up to the first are none, so that what lies beyond a region stays as it is; from the second on they are full. */
const [noWeight, fullWeight] = [0.06, 0.94];

/**
 * The field's numbers at row `y` of a picture, six for each column of the guide's grid. Null where all are zero.
 * @param line memory for them, zeros outside the field's box
 */
export function fieldLine(field: HintField, y: number, height: number, line: Float32Array): Float32Array | null {
  const { box, data } = field;
  const at = Math.max(0, Math.min(field.height - 1, ((y + 0.5) * field.height) / height - 0.5));
  const above = Math.floor(at);
  const below = Math.min(field.height - 1, above + 1);
  const share = at - above;
  const numbers = widthOf(box) * fieldNumbers;
  const hasAbove = above >= box.top && above < box.bottom;
  const hasBelow = below >= box.top && below < box.bottom;
  if (!hasAbove && !hasBelow) return null;
  const from = (above - box.top) * numbers;
  const to = (below - box.top) * numbers;
  const start = box.left * fieldNumbers;
  let isEmpty = true;
  for (let i = 0; i < numbers; i++) {
    const low = hasAbove ? (data[from + i] as number) : 0;
    const value = low + ((hasBelow ? (data[to + i] as number) : 0) - low) * share;
    line[start + i] = value;
    if (value !== 0) isEmpty = false;
  }
  return isEmpty ? null : line;
}

/**
 * Gives a row the colors of its hints, in place: `row` as the sliders made it, `own` as it was.
 * @param changed set to 1 where a hint counts, else to 0
 */
export function colorRow(row: LabRow, own: Pick<LabRow, "a" | "b">, line: Float32Array, changed: Uint8Array): void {
  const width = row.f.length;
  const columns = line.length / fieldNumbers;
  const step = columns / width;
  for (let x = 0; x < width; x++) {
    const at = Math.max(0, Math.min(columns - 1, (x + 0.5) * step - 0.5));
    const left = at | 0;
    const from = left * fieldNumbers;
    const to = Math.min(columns - 1, left + 1) * fieldNumbers;
    const share = at - left;
    const lightness = 116 * (row.f[x] as number) - 16;
    const weight = evaluate(line, from, to, share, lightness);
    changed[x] = weight > noWeight ? 1 : 0;
    if (weight <= noWeight) continue;
    const counts = Math.min(1, (weight - noWeight) / (fullWeight - noWeight));
    const scale = counts / weight;
    const a = evaluate(line, from + 2, to + 2, share, lightness) * scale;
    const b = evaluate(line, from + 4, to + 4, share, lightness) * scale;
    row.a[x] = a + keptVariation * counts * (own.a[x] as number) + (1 - counts) * (row.a[x] as number);
    row.b[x] = b + keptVariation * counts * (own.b[x] as number) + (1 - counts) * (row.b[x] as number);
  }
}

/** Slope and offset between two columns, applied to the lightness. */
function evaluate(line: Float32Array, from: number, to: number, share: number, lightness: number): number {
  const slope = line[from] as number;
  const offset = line[from + 1] as number;
  return (
    (slope + ((line[to] as number) - slope) * share) * lightness + offset + ((line[to + 1] as number) - offset) * share
  );
}
