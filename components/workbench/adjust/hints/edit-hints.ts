import { type Hint, maxStrokes, type Recipe, recipeSchema, type Stroke } from "@/lib/contract/photos/recipe";

/** Shares of the photo's width and height. */
export type Point = [x: number, y: number];

/**
 * Adds a stroke: to the last hint where that has the color, else as a hint of its own, since a later hint covers an earlier
 * one. Null when the recipe holds as much as it may.
 */
export function addStroke(recipe: Recipe, color: string, stroke: Stroke): Recipe | null {
  const last = recipe.hints.at(-1);
  const more =
    last?.color === color && last.strokes.length < maxStrokes
      ? [...recipe.hints.slice(0, -1), { color, strokes: [...last.strokes, stroke] }]
      : [...recipe.hints, { color, strokes: [stroke] }];
  const changed = withHints(recipe, more);
  return recipeSchema.safeParse(changed).success ? changed : null;
}

export const removeHint = (recipe: Recipe, index: number): Recipe =>
  withHints(
    recipe,
    recipe.hints.filter((_, at) => at !== index),
  );

export const recolorHint = (recipe: Recipe, index: number, color: string): Recipe =>
  withHints(
    recipe,
    recipe.hints.map((hint, at) => (at === index ? { ...hint, color } : hint)),
  );

/**
 * Removes every stroke that a brush at `point` touches; the same recipe when it touches none.
 * @param radius of the brush, as a share of the longer side
 * @param ratio the photo's width / height
 */
export function eraseAt(recipe: Recipe, point: Point, radius: number, ratio: number): Recipe {
  const hints = recipe.hints
    .map((hint) => withoutTouched(hint, point, radius, ratio))
    .filter(({ strokes }) => strokes.length > 0);
  const count = (list: Hint[]) => list.reduce((sum, { strokes }) => sum + strokes.length, 0);
  return count(hints) === count(recipe.hints) ? recipe : withHints(recipe, hints);
}

const withHints = (recipe: Recipe, hints: Hint[]): Recipe => ({ ...recipe, hints });

function withoutTouched(hint: Hint, point: Point, radius: number, ratio: number): Hint {
  const center = inLongerSides(point, ratio);
  const strokes = hint.strokes.filter((stroke) => {
    const points = stroke.points.map((each) => inLongerSides(each, ratio));
    const distance = Math.min(...points.map((from, at) => distanceToLine(center, from, points[at + 1] ?? from)));
    return distance > radius + stroke.radius;
  });
  return { ...hint, strokes };
}

/** A point with the photo's longer side as the unit of both axes, in which a brush is round. */
export const inLongerSides = ([x, y]: Point, ratio: number): Point => (ratio >= 1 ? [x, y / ratio] : [x * ratio, y]);

/** From a point to a line between two others. */
export function distanceToLine([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length));
  return Math.hypot(x - fromX - along * dx, y - fromY - along * dy);
}
