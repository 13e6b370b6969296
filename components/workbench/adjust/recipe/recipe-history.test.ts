import { expect, it } from "vitest";
import type { Recipe } from "@/lib/contract/photos/recipe";
import { changeRecipe, endGesture, redo, startHistory, undo } from "./recipe-history";

const recipe = (warmth: number): Recipe => ({ strength: 1, warmth, saturation: 1, hints: [] });

it("takes a whole drag of a slider back in one step, and brings it again", () => {
  let history = startHistory(recipe(0));
  for (const warmth of [0.1, 0.2, 0.3]) history = changeRecipe(history, recipe(warmth), "warmth");
  expect(history.present.warmth).toBe(0.3);
  history = undo(history);
  expect(history.present.warmth).toBe(0);
  expect(redo(history).present.warmth).toBe(0.3);
});

it("keeps two drags of the same slider apart, and two sliders", () => {
  let history = changeRecipe(startHistory(recipe(0)), recipe(0.1), "warmth");
  history = changeRecipe(endGesture(history), recipe(0.2), "warmth");
  history = changeRecipe(history, recipe(0.3), "saturation");
  expect(undo(history).present.warmth).toBe(0.2);
  expect(undo(undo(history)).present.warmth).toBe(0.1);
});

it("forgets what was undone once something else is done", () => {
  let history = changeRecipe(startHistory(recipe(0)), recipe(0.5));
  history = changeRecipe(undo(history), recipe(-0.5));
  expect(redo(history).present.warmth).toBe(-0.5);
  expect(undo(history).present.warmth).toBe(0);
});

it("does nothing where there is nothing to undo or redo", () => {
  const history = startHistory(recipe(0));
  expect(undo(history)).toEqual(history);
  expect(redo(history)).toEqual(history);
});
