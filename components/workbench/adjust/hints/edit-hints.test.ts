import { expect, it } from "vitest";
import { maxHints, type Recipe, type Stroke } from "@/lib/contract/photos/recipe";
import { addStroke, eraseAt, removeHint } from "./edit-hints";

const plain: Recipe = { strength: 1, warmth: 0, saturation: 1, hints: [] };
const stroke = (x: number): Stroke => ({
  radius: 0.02,
  points: [
    [x, 0.2],
    [x, 0.8],
  ],
});
const paint = (...colors: string[]) =>
  colors.reduce<Recipe>((recipe, color, at) => addStroke(recipe, color, stroke((at % 10) / 10)) ?? recipe, plain);

it("gathers strokes of one color, and starts anew after another color so that the later one covers", () => {
  expect(paint("#aa0000", "#aa0000").hints.map(({ strokes }) => strokes.length)).toEqual([2]);
  expect(paint("#aa0000", "#0000aa", "#aa0000").hints.map(({ color }) => color)).toEqual([
    "#aa0000",
    "#0000aa",
    "#aa0000",
  ]);
});

it("refuses one hint more than a recipe may hold", () => {
  const colors = Array.from({ length: maxHints }, (_, at) => `#0000${String(at + 10)}`);
  expect(addStroke(paint(...colors), "#ffffff", stroke(0))).toBeNull();
});

it("erases the stroke under the brush and no other, between its points too", () => {
  const recipe = paint("#aa0000", "#0000aa");
  expect(eraseAt(recipe, [0.1, 0.5], 0.01, 1).hints.map(({ color }) => color)).toEqual(["#aa0000"]);
  expect(eraseAt(recipe, [0.5, 0.5], 0.01, 1)).toBe(recipe);
});

it("measures the brush in the longer side, whatever the shape of the photo", () => {
  const wide = { ...plain, hints: [{ color: "#aa0000", strokes: [{ radius: 0.01, points: [[0.5, 0.5]] }] }] } as Recipe;
  // 0.1 of the height is 0.02 of the width in a photo five times as wide as high.
  expect(eraseAt(wide, [0.5, 0.6], 0.015, 5).hints).toEqual([]);
  expect(eraseAt(wide, [0.6, 0.5], 0.015, 5)).toBe(wide);
});

it("removes one hint of several", () => {
  expect(removeHint(paint("#aa0000", "#0000aa"), 0).hints.map(({ color }) => color)).toEqual(["#0000aa"]);
});
