import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { growMask, growthFor } from "./grow-mask";
import { keepDamage } from "./keep-damage";
import { markDamage, sureFor } from "./mark-damage";

/** The same cases run through models/training/pixomax_training/repair/marking.py: what is measured there must be what happens here. */
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const painted = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]);
const { size, cases, growth, surest, ...levels } = z
  .strictObject({
    size: z.tuple([z.number(), z.number()]),
    threshold: z.number(),
    sure: z.number(),
    surest: z.array(z.strictObject({ sure: z.number(), width: z.number(), height: z.number(), value: z.number() })),
    growth: z.array(z.strictObject({ width: z.number(), height: z.number(), pixels: z.number() })),
    cases: z.array(
      z.strictObject({
        name: z.string(),
        faces: z.array(box),
        told: z.array(painted),
        lightness: z.array(painted),
        kept: z.array(box),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, "marking-cases.json"), "utf8")));

const [width, height] = size;

/** Rectangles [left, top, width, height, value], one over the other. */
function paint(base: number, rectangles: z.infer<typeof painted>[]) {
  const data = new Float32Array(width * height).fill(base);
  for (const [left, top, across, down, value] of rectangles) {
    for (let y = top; y < top + down; y++) data.fill(value, y * width + left, y * width + left + across);
  }
  return { data, width, height };
}

describe("what counts as damage", () => {
  it.each(cases)("$name", ({ faces, told, lightness, kept }) => {
    const marked = markDamage(paint(0, told), levels);
    const boxes = faces.map(([x, y, across, down]) => ({ center: { x, y }, width: across, height: down }));
    keepDamage(marked, paint(50, lightness), boxes);
    const wanted = paint(
      0,
      kept.map((rectangle) => [...rectangle, 1]),
    );
    const differing = [...marked.data].flatMap((bit, at) =>
      bit === wanted.data[at] ? [] : [[at % width, Math.floor(at / width)]],
    );
    expect(differing).toEqual([]);
  });
});

it.each(surest)("on a photo looked at as $width × $height a mark must be surer than $value", (needed) => {
  expect(sureFor(needed.sure, needed.width, needed.height)).toBeCloseTo(needed.value, 6);
});

describe("the mask's growth", () => {
  it.each(growth)("is $pixels px on a photo looked at as $width × $height", (grown) => {
    expect(growthFor(grown.width, grown.height)).toBe(grown.pixels);
  });

  it.each([
    [256, 2],
    [1024, 4],
  ])("at a short side of %i reaches %i px beyond the damage, faded, and not one further", (side, reach) => {
    const data = new Uint8Array(side * side);
    const middle = (side / 2) * side + side / 2;
    data[middle] = 1;
    const { data: weight } = growMask({ data, width: side, height: side });
    expect(weight[middle]).toBe(1);
    expect(weight[middle + reach]).toBeGreaterThan(0);
    expect(weight[middle + reach]).toBeLessThan(0.5);
    expect(weight[middle + reach + 1]).toBe(0);
  });
});
