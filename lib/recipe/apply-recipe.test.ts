import { createHash } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { type Hint, neutralRecipe, type Recipe } from "../contract/photos/recipe";
import { chromaOf, copyPicture, createDice, drawPicture, labAt } from "../testing/recipes/draw-picture";
import { applyRecipe, planRecipe } from "./apply-recipe";
import { measureGuide } from "./measure-guide";
import type { Picture } from "./picture";

const hints: Hint[] = [
  { color: "#a03020", strokes: [{ radius: 0.05, points: [[0.2, 0.3]] }] },
  { color: "#2050d0", strokes: [{ radius: 0.1, points: [[0.8, 0.8]] }] },
];
const recipes: Partial<Recipe>[] = [
  { strength: 0 },
  { strength: 2 },
  { saturation: 0 },
  { saturation: 2, strength: 1.5 },
  { warmth: 1 },
  { warmth: -1, saturation: 0.4 },
  { hints },
  { hints, strength: 2, warmth: 0.6, saturation: 2 },
];

function adjust(picture: Picture, recipe: Partial<Recipe>): Picture {
  const copy = copyPicture(picture);
  applyRecipe(copy, planRecipe(measureGuide(copy), { ...neutralRecipe, ...recipe }));
  return copy;
}

/** Every lightness with every color, also colors at the rim of sRGB. */
function drawColors(bits: 8 | 16, channels: 3 | 4 = 3): Picture {
  const dice = createDice();
  const anyColor = () => ({ l: dice() * 100, a: dice() * 160 - 80, b: dice() * 160 - 80 });
  return drawPicture({ width: 64, height: 48, bits, channels }, anyColor);
}

const pixels = ({ width, height }: Picture) =>
  Array.from({ length: width * height }, (_, i) => [i % width, Math.floor(i / width)] as const);

describe.each([
  // Half a code value in each channel; with 16 bits what two roundings of sRGB's primaries differ by is more.
  [8, 0.4],
  [16, 0.008],
] as const)("in %i bits", (bits, rounding) => {
  it.each(recipes)("every pixel keeps its lightness: %j", (recipe) => {
    const before = drawColors(bits);
    const after = adjust(before, recipe);
    expect(after.data).not.toEqual(before.data);
    const worst = Math.max(...pixels(before).map(([x, y]) => Math.abs(labAt(after, x, y).l - labAt(before, x, y).l)));
    expect(worst).toBeLessThan(rounding);
  });

  it("a recipe that changes nothing keeps every bit", () => {
    const before = drawColors(bits);
    expect(adjust(before, {}).data).toEqual(before.data);
  });

  it("transparency is not touched", () => {
    const before = drawColors(bits, 4);
    const alphas = ({ data }: Picture) => data.filter((_, i) => i % 4 === 3);
    expect(alphas(adjust(before, { strength: 2, hints }))).toEqual(alphas(before));
  });

  it("rows that are adjusted in bands give the same bytes as the whole", () => {
    const whole = drawColors(bits);
    const recipe = { ...neutralRecipe, strength: 1.3, hints };
    const plan = planRecipe(measureGuide(whole), recipe);
    const bands = copyPicture(whole);
    applyRecipe(whole, plan);
    for (const [from, to] of [
      [0, 7],
      [7, 8],
      [8, 48],
    ] as const)
      applyRecipe(bands, plan, { from, to });
    expect(bands.data).toEqual(whole.data);
  });
});

test("strength scales chroma, and none leaves grays", () => {
  const before = drawPicture({ width: 4, height: 1, bits: 16 }, (x) => ({ l: 50 + x, a: 10, b: -15 }));
  const [none, half, twice] = [0, 0.5, 2].map((strength) => chromaOf(labAt(adjust(before, { strength }), 1, 0)));
  const chroma = chromaOf(labAt(before, 1, 0));
  expect(none).toBeLessThan(0.02);
  expect(half).toBeCloseTo(chroma / 2, 1);
  expect(twice).toBeCloseTo(chroma * 2, 1);
});

test("saturation changes strong colors by a larger share than weak ones, and keeps their order", () => {
  const before = drawPicture({ width: 2, height: 1, bits: 16 }, (x) => ({ l: 55, a: [4, 30][x] ?? 0, b: 0 }));
  const chromas = (picture: Picture) => [0, 1].map((x) => chromaOf(labAt(picture, x, 0)));
  const [weak = 0, strong = 0] = chromas(before);
  for (const saturation of [0, 0.5, 1.5]) {
    const [newWeak = 0, newStrong = 0] = chromas(adjust(before, { saturation }));
    expect(Math.abs(newStrong / strong - 1)).toBeGreaterThan(1.5 * Math.abs(newWeak / weak - 1));
    expect(newStrong).toBeGreaterThan(newWeak);
  }
});

test("warmth moves middle tones toward yellow or blue, shadows and highlights less, black and white not at all", () => {
  const lights = [0, 10, 50, 90, 100];
  const before = drawPicture({ width: 5, height: 1, bits: 16 }, (x) => ({ l: lights[x] ?? 0, a: 0, b: 0 }));
  const yellows = (warmth: number) => lights.map((_, x) => labAt(adjust(before, { warmth }), x, 0).b);
  const [black = 0, shadow = 0, middle = 0, highlight = 0, white = 0] = yellows(1);
  expect(middle).toBeGreaterThan(15);
  expect(shadow).toBeLessThan(middle * 0.5);
  expect(highlight).toBeLessThan(middle * 0.5);
  expect(Math.max(Math.abs(black), Math.abs(white))).toBeLessThan(0.05);
  expect(yellows(-1)[2]).toBeCloseTo(-middle, 0);
});

test("a slider needs no new plan of the same hints on the same guide", () => {
  const guide = measureGuide(drawColors(8));
  const plan = planRecipe(guide, { ...neutralRecipe, hints });
  expect(planRecipe(guide, { ...neutralRecipe, hints, warmth: 0.4 }, plan).field).toBe(plan.field);
  expect(planRecipe(guide, { ...neutralRecipe, hints: [...hints] }, plan).field).not.toBe(plan.field);
  expect(planRecipe(measureGuide(drawColors(8)), { ...neutralRecipe, hints }, plan).field).not.toBe(plan.field);
});

test.each([
  [1, 1],
  [1, 90],
  [90, 1],
  [2000, 3],
])("a picture of %i × %i is adjusted like any other", (width, height) => {
  const before = drawPicture({ width, height }, () => ({ l: 50, a: 5, b: 5 }));
  const after = adjust(before, {
    strength: 1.5,
    hints: [{ color: "#a03020", strokes: [{ radius: 0, points: [[1, 1]] }] }],
  });
  expect(labAt(after, width - 1, height - 1).a).toBeGreaterThan(25);
});

// What a browser gives for it is compared in e2e/journeys/photos/recipe-bytes.spec.ts.
test("a later version gives the bytes that a saved recipe gave when it was made", () => {
  const digest = createHash("sha256");
  for (const bits of [8, 16] as const) {
    const { data } = adjust(drawColors(bits), { hints, strength: 1.4, warmth: 0.3, saturation: 1.2 });
    digest.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  expect(digest.digest("hex")).toBe("cb66203684f2fca519063817bd1f89624ca7bad7c76927579ea7ad2a741ba292");
});
