import type { Recipe } from "../contract/photos/recipe";
import { adjustRow, areNeutral } from "./color/adjust-row";
import { createColors, createLabRow, mixColors, readLabRow, writeColors } from "./color/lab-row";
import { colorRow, fieldLine } from "./hints/color-row";
import { fieldNumbers, type HintField } from "./hints/fit-field";
import { planHints } from "./hints/plan-hints";
import type { Guide, Picture, Rows } from "./picture";

/** A recipe that is ready to be applied to the picture of its guide, at any size. */
export type Plan = { recipe: Recipe; guide: Guide; field: HintField | null };

/**
 * Works out what a recipe does. Only its hints take time: an earlier plan of the same guide and the same list of hints is used
 * again, so that moving a slider costs nothing here.
 */
export function planRecipe(guide: Guide, recipe: Recipe, earlier?: Plan): Plan {
  const isKnown = earlier?.guide === guide && earlier.recipe.hints === recipe.hints;
  return { recipe, guide, field: isKnown ? earlier.field : planHints(guide, recipe.hints) };
}

/**
 * Applies a plan to a picture in place, or to some of its rows, as one may do piece by piece. Lightness and alpha are kept, and a
 * pixel that nothing changes keeps its bits. The same pixels and the same recipe give the same bytes in every engine.
 */
export function applyRecipe(picture: Picture, { recipe, field }: Plan, rows?: Rows): void {
  // Not by the contract's isNeutral: with it zod would be in the browser's worker, ten times what is here.
  const slidersRest = areNeutral(recipe);
  if (slidersRest && !field) return;
  const { width, height } = picture;
  const { from, to } = rows ?? { from: 0, to: height };
  const row = createLabRow(width);
  const own = slidersRest ? row : createLabRow(width);
  const colors = createColors(width);
  const changed = new Uint8Array(width);
  const memory = new Float32Array((field?.width ?? 0) * fieldNumbers);
  for (let y = from; y < to; y++) {
    const line = field && fieldLine(field, y, height, memory);
    if (slidersRest && !line) continue;
    readLabRow(picture, y, row);
    if (!slidersRest) {
      own.a.set(row.a);
      own.b.set(row.b);
      adjustRow(row, recipe);
    }
    if (line) colorRow(row, own, line, changed);
    mixColors(row, colors);
    writeColors(picture, y, colors, slidersRest ? changed : null);
  }
}
