import { expect, test } from "vitest";
import { isBilevel } from "./is-bilevel";

/** RGBA samples of these grays, one after the other. */
const patch = (...grays: number[]) => Uint8ClampedArray.from(grays.flatMap((gray) => [gray, gray, gray, 255]));
const repeat = (count: number, ...grays: number[]) => Array.from({ length: count }, () => grays).flat();

test("black and white with the grays that JPEG leaves at edges looks pure, a photo or a blank page does not", () => {
  expect(isBilevel([patch(...repeat(40, 0, 255)), patch(...repeat(9, 0, 255, 250, 6, 120, 255, 255, 0))])).toBe(true);
  expect(isBilevel([patch(...Array.from({ length: 256 }, (_, gray) => gray))])).toBe(false);
  expect(isBilevel([patch(...repeat(80, 255))])).toBe(false);
  expect(isBilevel([])).toBe(false);
});
