import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { classifyHue, measureHues } from "./measure-hues";
import { hues } from "./measures";

const file = path.resolve(import.meta.dirname, "../../../models/training/hue-cases.json");
const caseSchema = z.strictObject({ a: z.number(), b: z.number(), hue: z.enum(hues) });
const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(file, "utf8")));

/** The training's smoke test asserts the same file, so both sides name the same hues. */
it.each(cases)("calls a* $a, b* $b $hue, as training does", ({ a, b, hue }) => expect(classifyHue(a, b)).toBe(hue));

it("has a case for each hue", () => expect(new Set(cases.map(({ hue }) => hue))).toEqual(new Set(hues)));

it("counts the share of the pixels in each class", () => {
  const plane = (...data: number[]) => ({ data: Float32Array.from(data), width: data.length, height: 1 });
  expect(measureHues(plane(1, 40, -40, 0, 0), plane(1, 0, 0, 40, 40))).toEqual({
    neutral: 0.2,
    red: 0.2,
    brown: 0.4,
    green: 0.2,
    blue: 0,
    purple: 0,
  });
});
