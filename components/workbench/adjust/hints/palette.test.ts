import { expect, it } from "vitest";
import { hintSchema } from "@/lib/contract/photos/recipe";
import { firstColor, nameColor, palette } from "./palette";

const swatches = palette.flatMap((group) => group.swatches);

it("has one name for each color, which a recipe takes", () => {
  expect(new Set(swatches.map(({ color }) => color)).size).toBe(swatches.length);
  expect(new Set(swatches.map(({ name }) => name)).size).toBe(swatches.length);
  const strokes = [{ radius: 0.1, points: [[0, 0]] }];
  for (const { color } of swatches) {
    expect(hintSchema.safeParse({ color, strokes }).success).toBe(true);
    // As the browser's color input writes them, or its own choice would not be found here.
    expect(color).toBe(color.toLowerCase());
  }
});

it("names its own colors, and calls any other a custom color", () => {
  expect(nameColor(firstColor)).toBe("Summer sky");
  expect(nameColor("#123456")).toBe("Custom color #123456");
});
