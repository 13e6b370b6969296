import fc from "fast-check";
import { expect, test } from "vitest";
import { cropBox, editedSize, editFields, isPlain, plainEdits, toRotate, turnedSize, writeCrop } from "./edits";

const size = { width: 400, height: 300 };

test("quarter turns are exact, and others grow to the box around the picture", () => {
  expect([0, 90, 180, 270].map((rotate) => turnedSize(size, rotate))).toEqual([
    size,
    { width: 300, height: 400 },
    size,
    { width: 300, height: 400 },
  ]);
  expect(turnedSize({ width: 100, height: 100 }, 45)).toEqual({ width: 141, height: 141 });
});

test("a crop is whole pixels within the picture, at least one, however it is given", () => {
  const share = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const side = fc.integer({ min: 1, max: 60_000 });
  fc.assert(
    fc.property(side, side, share, share, share, share, (width, height, x, y, w, h) => {
      const crop = { x, y, width: Math.max(1e-6, w * (1 - x)), height: Math.max(1e-6, h * (1 - y)) };
      const box = cropBox({ width, height }, crop);
      expect(Object.values(box).every(Number.isInteger)).toBe(true);
      expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(1);
      expect(box.left + box.width).toBeLessThanOrEqual(width);
      expect(box.top + box.height).toBeLessThanOrEqual(height);
    }),
  );
});

test("the crop is of the turned picture", () => {
  const crop = { x: 0, y: 0.5, width: 1, height: 0.5 };
  expect(editedSize(size, { rotate: 90, crop })).toEqual({ width: 300, height: 200 });
});

test("turns are brought into one circle", () => {
  expect([-90, 360, -1.5, 0.004, 359.999].map(toRotate)).toEqual([270, 0, 358.5, 0, 0]);
});

test("a form spells every edit, and what it leaves out is no edit", () => {
  const read = (fields: Record<string, string>) => ({
    page: editFields.page.parse(fields.page),
    rotate: editFields.rotate.parse(fields.rotate),
    crop: editFields.crop.parse(fields.crop),
    invert: editFields.invert.parse(fields.invert),
  });
  expect(read({})).toEqual(plainEdits);
  expect(isPlain(read({}))).toBe(true);
  const crop = { x: 0.1, y: 0.05, width: 0.8, height: 0.9 };
  expect(read({ page: "2", rotate: "-1.5", crop: writeCrop(crop), invert: " TRUE " })).toEqual({
    page: 2,
    rotate: 358.5,
    crop,
    invert: true,
  });
  for (const text of ["", "0.1,0.1,0.8", "a,b,c,d", "0.5,0,0.6,1", "0,0,0,1", "-0.1,0,1,1", "1e-1,0,1,1"]) {
    expect(editFields.crop.safeParse(text).success, text).toBe(false);
  }
  for (const text of ["0", "-1", "1.5", "99999", "two"])
    expect(editFields.page.safeParse(text).success, text).toBe(false);
});
