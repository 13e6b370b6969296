import { describe, expect, it, test } from "vitest";
import { type Hint, neutralRecipe, recipeSchema } from "../contract/photos/recipe";
import {
  chromaOf,
  copyPicture,
  createDice,
  drawPicture,
  type Lab,
  labAt,
  labOf,
} from "../testing/recipes/draw-picture";
import { applyRecipe, planRecipe } from "./apply-recipe";
import { measureGuide } from "./measure-guide";
import type { Picture } from "./picture";

const [width, height] = [240, 160];
const gray = (l: number): Lab => ({ l, a: 2, b: 4 });
const red = "#a03020";
const dab = (x: number, y: number, color = red, radius = 0.015): Hint => ({
  color,
  strokes: [{ radius, points: [[x, y]] }],
});

function draw(colorAt: (x: number, y: number) => Lab, bits: 8 | 16 = 8): Picture {
  return drawPicture({ width, height, bits }, colorAt);
}

function paint(before: Picture, ...hints: Hint[]): Picture {
  const after = copyPicture(before);
  applyRecipe(after, planRecipe(measureGuide(after), { ...neutralRecipe, hints }));
  return after;
}

/** The shares of the pixels where `where` holds that took the color, nearly, and that changed at all. */
function shares(before: Picture, after: Picture, where: (x: number, y: number) => boolean, color = red) {
  const wanted = labOf(color);
  let [count, took, changed] = [0, 0, 0];
  for (let i = 0; i < before.width * before.height; i++) {
    const [x, y] = [i % before.width, Math.floor(i / before.width)];
    if (!where(x, y)) continue;
    const { a, b } = labAt(after, x, y);
    count += 1;
    if (Math.hypot(a - wanted.a, b - wanted.b) < 0.35 * chromaOf(wanted)) took += 1;
    const samples = (picture: Picture) => picture.data.slice(3 * i, 3 * i + 3).join();
    if (samples(before) !== samples(after)) changed += 1;
  }
  return { took: took / count, changed: changed / count };
}

describe("a small dab on one of two surfaces", () => {
  const left = (x: number) => x < 150;
  const right = (x: number) => x >= 150;
  const dice = createDice(7);
  const scenes: Record<string, (x: number, y: number) => Lab> = {
    "with a clear edge": (x) => gray(left(x) ? 40 : 65),
    "with a faint edge": (x) => gray(left(x) ? 42 : 54),
    "with grain": (x) => gray((left(x) ? 40 : 65) + 5 * (dice() - 0.5)),
    "with light falling across": (x, y) => gray(left(x) ? 30 + y * 0.12 + x * 0.06 : 75),
    "with an edge that is out of focus": (x) => gray(40 + 30 * Math.min(1, Math.max(0, (x - 144) / 12))),
    "of a faded photo": (x) => gray(left(x) ? 52 : 58),
    "that was colored wrong in parts": (x, y) => (left(x) ? { l: 40, a: y < 70 ? 25 : -10, b: 10 } : gray(65)),
  };
  it.each(Object.entries(scenes))("%s: that one takes the color, the other stays as it is", (name, scene) => {
    const before = draw(scene);
    const after = paint(before, dab(0.3, 0.4));
    const blur = name.includes("focus") ? 7 : 0;
    expect(shares(before, after, (x) => x < 150 - blur).took).toBeGreaterThan(0.95);
    expect(shares(before, after, (x) => right(x - blur)).changed).toBeLessThan(0.01);
  });
});

test("a thin dark line between two surfaces of one tone keeps them apart", () => {
  const before = draw((x) => gray(x === 120 || x === 121 ? 15 : 55));
  const after = paint(before, dab(0.2, 0.5));
  expect(shares(before, after, (x) => x < 119).took).toBeGreaterThan(0.95);
  expect(shares(before, after, (x) => x > 123).changed).toBeLessThan(0.01);
});

test("a color flows through a gap, and around what stands in the middle of it", () => {
  const isWall = (x: number, y: number) => x >= 118 && x < 122 && !(y >= 60 && y < 90);
  const isPillar = (x: number, y: number) => x >= 180 && x < 210 && y >= 40 && y < 120;
  const before = draw((x, y) => gray(isWall(x, y) ? 20 : isPillar(x, y) ? 85 : 55));
  const after = paint(before, dab(0.2, 0.5));
  expect(shares(before, after, (x, y) => x > 124 && !isPillar(x - 2, y) && !isPillar(x + 2, y)).took).toBeGreaterThan(
    0.9,
  );
  expect(shares(before, after, isPillar).changed).toBeLessThan(0.1);
});

test("a fold as thin as a line inside a surface is colored with it", () => {
  const isFold = (x: number, y: number) => y === 80 && x > 40 && x < 110;
  const before = draw((x, y) => gray(x >= 150 ? 70 : isFold(x, y) ? 25 : 40));
  const after = paint(before, dab(0.3, 0.3));
  for (const x of [50, 75, 100]) expect(labAt(after, x, 80).a).toBeGreaterThan(labAt(before, x, 80).a + 8);
});

test.each([8, 16] as const)(
  "a dab on a nearly black spot colors it as far as that light allows, in %i bits",
  (bits) => {
    const before = draw((x) => gray(x < 150 ? 3 : 60), bits);
    const after = paint(before, dab(0.3, 0.4, "#3060ff"));
    const { l, b } = labAt(after, 60, 80);
    expect(l).toBeCloseTo(labAt(before, 60, 80).l, bits === 8 ? 0 : 2);
    expect(b).toBeLessThan(-3);
    expect(shares(before, after, (x) => x >= 150).changed).toBeLessThan(0.01);
  },
);

test("each of several hints rules on its own surface, and where strokes overlap the later one does", () => {
  const surface = (x: number) => Math.floor(x / 80);
  const before = draw((x) => gray([40, 62, 30][surface(x)] ?? 0));
  const after = paint(
    before,
    dab(0.15, 0.5),
    dab(0.5, 0.5, "#208040"),
    dab(0.85, 0.5),
    dab(0.85, 0.5, "#2050d0", 0.03),
  );
  for (const [i, color] of [red, "#208040", "#2050d0"].entries()) {
    expect(shares(before, after, (x) => surface(x) === i, color).took).toBeGreaterThan(0.93);
  }
});

test("a color follows the shading of its surface and keeps a trace of what varied", () => {
  const before = draw((x, y) => ({ l: 30 + y * 0.2, a: x % 40 < 20 ? 12 : 0, b: 4 }));
  const after = paint(before, dab(0.5, 0.5));
  expect(chromaOf(labAt(after, 60, 150))).toBeGreaterThan(chromaOf(labAt(after, 60, 10)) + 3);
  expect(labAt(after, 50, 80).a).toBeGreaterThan(labAt(after, 70, 80).a + 0.5);
});

test("a preview and its full picture show the same region", () => {
  const scene = (scale: number) =>
    drawPicture({ width: 400 * scale, height: 260 * scale }, (x, y) => {
      const [u, v] = [x / scale - 200, y / scale - 130];
      return gray(u * u + v * v < 90 * 90 ? 40 : 68);
    });
  const [small, large] = [scene(1), scene(4)];
  const [smallAfter, largeAfter] = [small, large].map((picture) => paint(picture, dab(0.5, 0.5)));
  let different = 0;
  for (let y = 2; y < 260; y += 5) {
    for (let x = 2; x < 400; x += 5) {
      const [one, other] = [labAt(smallAfter as Picture, x, y), labAt(largeAfter as Picture, 4 * x + 2, 4 * y + 2)];
      if (Math.hypot(one.a - other.a, one.b - other.b) > 10) different += 1;
    }
  }
  expect(different / (80 * 52)).toBeLessThan(0.01);
});

describe("a hostile recipe", () => {
  const point = (x: number, y: number): [number, number] => [x, y];
  const before = draw((x, y) => gray(20 + ((x * y) % 60)));

  it("of as much as is allowed, with the largest and the thinnest brush, keeps every lightness", () => {
    const dice = createDice(3);
    const hints = Array.from({ length: 40 }, (_, i) => ({
      color: `#${Math.floor(dice() * 0xffffff)
        .toString(16)
        .padStart(6, "0")}`,
      strokes: [{ radius: i % 2 ? 0.5 : 0, points: Array.from({ length: 75 }, () => point(dice(), dice())) }],
    }));
    const after = paint(before, ...recipeSchema.parse({ hints }).hints);
    for (let i = 0; i < width * height; i += 97) {
      const [x, y] = [i % width, Math.floor(i / width)];
      expect(Math.abs(labAt(after, x, y).l - labAt(before, x, y).l)).toBeLessThan(0.4);
    }
  });

  it.each([
    ["no number", { strength: Number.NaN }],
    ["an endless number", { warmth: Number.POSITIVE_INFINITY }],
    ["beyond the ends of a slider", { saturation: 2.01 }],
    ["a negative brush", { hints: [{ color: red, strokes: [{ radius: -1, points: [point(0, 0)] }] }] }],
    ["a point beside the picture", { hints: [{ color: red, strokes: [{ radius: 0.1, points: [point(1.1, 0)] }] }] }],
    ["a stroke without points", { hints: [{ color: red, strokes: [{ radius: 0.1, points: [] }] }] }],
    ["a color by name", { hints: [dab(0, 0, "red")] }],
    ["a field that nobody knows", { sharpness: 1 }],
    ["41 hints", { hints: Array.from({ length: 41 }, () => dab(0, 0)) }],
    [
      "more points than a body may hold",
      {
        hints: Array.from({ length: 10 }, () => ({
          color: red,
          strokes: [{ radius: 0.1, points: Array.from({ length: 301 }, () => point(0, 0)) }],
        })),
      },
    ],
  ])("is refused: %s", (_, recipe) => {
    expect(recipeSchema.safeParse(recipe).success).toBe(false);
  });
});
