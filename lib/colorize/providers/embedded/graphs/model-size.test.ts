import fc from "fast-check";
import { expect, test } from "vitest";
import { modelSize, reducedSize } from "./model-size";

const side = fc.integer({ min: 1, max: 50_000 });
const shortSide = fc.constantFrom(256, 320, 512, 640);
const stride = fc.constantFrom(1, 8, 16, 32);

test("what a model is fed has sides that its stride divides, at least one stride, whatever the photo's shape", () => {
  fc.assert(
    fc.property(side, side, shortSide, stride, (width, height, short, step) => {
      const fed = modelSize(width, height, short, step);
      for (const length of [fed.width, fed.height]) {
        expect(length % step).toBe(0);
        expect(length).toBeGreaterThanOrEqual(step);
      }
    }),
  );
});

test("no shape costs more than a photo of 1:4 does, but for rounding to the stride", () => {
  fc.assert(
    fc.property(side, side, shortSide, (width, height, short) => {
      const fed = modelSize(width, height, short, 8);
      expect(fed.width * fed.height).toBeLessThanOrEqual(4 * short * short * 1.2);
      const seen = reducedSize(width, height, short);
      expect(seen.width * seen.height).toBeLessThanOrEqual(4 * short * short * 1.2);
    }),
  );
});

test("a common photo keeps its shape and gets the short side that was asked for, lying or upright", () => {
  expect(modelSize(3000, 2000, 512, 32)).toEqual({ width: 768, height: 512 });
  expect(modelSize(2000, 3000, 512, 32)).toEqual({ width: 512, height: 768 });
  expect(reducedSize(3000, 2000, 512)).toEqual({ width: 768, height: 512 });
});

test("what is only looked at is never enlarged", () => {
  fc.assert(
    fc.property(side, side, shortSide, (width, height, short) => {
      const seen = reducedSize(width, height, short);
      expect(seen.width).toBeLessThanOrEqual(width);
      expect(seen.height).toBeLessThanOrEqual(height);
    }),
  );
  expect(reducedSize(100, 80, 512)).toEqual({ width: 100, height: 80 });
});
