import { expect, test } from "vitest";
import type { Plane, Raster } from "../../../pixels/raster";
import { blendFace } from "./blend-face";

const grayPhoto = (width: number, height: number): Raster => ({
  pixels: new Uint8Array(width * height * 3).fill(120),
  width,
  height,
  channels: 3,
});
const even = (side: number, change: number): Plane => ({
  data: new Float32Array(side * side).fill(change),
  width: side,
  height: side,
});
const valueAt = ({ pixels, width }: Raster, x: number, y: number) => pixels[(y * width + x) * 3] as number;
/** A crop of 64 × 64 with its upper left corner at 40, 30, as large as in the photo. */
const upright = { x: 40, y: 30, cos: 1, sin: 0 };

test("the middle of the face gets the whole change, and nothing outside its ellipse is touched, to the bit", () => {
  const photo = grayPhoto(160, 120);
  blendFace(photo, upright, even(64, 10));
  const changed = valueAt(photo, 72, 62);
  expect(changed).toBeGreaterThan(140);
  const wrong: string[] = [];
  for (let y = 0; y < photo.height; y += 1) {
    for (let x = 0; x < photo.width; x += 1) {
      const distance = Math.hypot((x + 0.5 - 72) / (64 * 0.46), (y + 0.5 - 62) / (64 * 0.5));
      const wanted = distance > 1.01 ? 120 : distance < 0.6 ? changed : valueAt(photo, x, y);
      if (valueAt(photo, x, y) !== wanted) wrong.push(`${x}, ${y}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("the change fades out without a seam: neighbors differ by little", () => {
  const photo = grayPhoto(160, 120);
  blendFace(photo, upright, even(64, 10));
  for (let x = 1; x < photo.width; x += 1) {
    expect(Math.abs(valueAt(photo, x, 62) - valueAt(photo, x - 1, 62))).toBeLessThanOrEqual(5);
  }
});

test("a turned or enlarged face changes where it lies in the photo", () => {
  const quarterTurn = grayPhoto(160, 120);
  blendFace(quarterTurn, { x: 104, y: 30, cos: 0, sin: 1 }, even(64, 10));
  expect(valueAt(quarterTurn, 72, 62)).toBeGreaterThan(140);
  expect(valueAt(quarterTurn, 120, 62)).toBe(120);
  const small = grayPhoto(160, 120);
  // The crop shows 16 pixels of the photo at four times their size.
  blendFace(small, { x: 64, y: 54, cos: 0.25, sin: 0 }, even(64, 10));
  expect(valueAt(small, 72, 62)).toBeGreaterThan(140);
  expect(valueAt(small, 72, 74)).toBe(120);
});

test("a face that hangs over the photo's edge changes what is there, one beyond it nothing", () => {
  const photo = grayPhoto(160, 120);
  blendFace(photo, { ...upright, x: -32, y: -32 }, even(64, 10));
  expect(valueAt(photo, 0, 0)).toBeGreaterThan(140);
  const outside = grayPhoto(160, 120);
  expect(blendFace(outside, { ...upright, x: 500 }, even(64, 10))).toBe(0);
  expect(outside.pixels.every((sample) => sample === 120)).toBe(true);
});

test("says the largest change of a sample; none is none", () => {
  const photo = grayPhoto(160, 120);
  expect(blendFace(photo, upright, even(64, 0))).toBe(0);
  const largest = blendFace(photo, upright, even(64, 10));
  expect(largest).toBe(valueAt(photo, 72, 62) - 120);
});
