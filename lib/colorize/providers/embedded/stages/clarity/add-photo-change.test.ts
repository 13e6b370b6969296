import { expect, test } from "vitest";
import type { Plane, Raster } from "../../pixels/raster";
import { addPhotoChange } from "./add-photo-change";

const photoOf = (width: number, height: number, sample = 100): Raster => ({
  pixels: new Uint8Array(width * height * 3).fill(sample),
  width,
  height,
  channels: 3,
});
const planeOf = (width: number, height: number, changeAt: (x: number) => number): Plane => ({
  data: Float32Array.from({ length: width * height }, (_, at) => changeAt(at % width)),
  width,
  height,
});

test("no change leaves the photo as it is, to the bit, and says so", () => {
  const photo = photoOf(60, 40);
  const none = planeOf(6, 4, () => 0);
  expect(addPhotoChange(photo, none, () => {})).toBe(0);
  expect(photo.pixels.every((sample) => sample === 100)).toBe(true);
});

test("an even change is the same for every pixel, and its size is told", () => {
  const photo = photoOf(61, 43);
  const lighter = planeOf(7, 5, () => 10);
  const largest = addPhotoChange(photo, lighter, () => {});
  const [first = 0] = photo.pixels;
  expect(photo.pixels.every((sample) => sample === first)).toBe(true);
  expect(largest).toBe(first - 100);
});

test("a change that differs goes over smoothly, from one side's to the other's", () => {
  const photo = photoOf(80, 4);
  const sides = planeOf(2, 1, (x) => (x === 0 ? -20 : 20));
  addPhotoChange(photo, sides, () => {});
  const row = Array.from({ length: 80 }, (_, x) => photo.pixels[x * 3] as number);
  expect(row.every((sample, x) => x === 0 || sample >= (row[x - 1] as number))).toBe(true);
  expect([row[0], row[79]].map((sample = 100) => Math.sign(sample - 100))).toEqual([-1, 1]);
  expect(Math.max(...row.map((sample, x) => (x === 0 ? 0 : sample - (row[x - 1] as number))))).toBeLessThanOrEqual(3);
});

test("fine detail of the photo stays: what differed before differs after", () => {
  const photo = photoOf(64, 8);
  for (let at = 0; at < photo.pixels.length; at += 6) photo.pixels.fill(130, at, at + 3);
  const lighter = planeOf(4, 2, () => 8);
  addPhotoChange(photo, lighter, () => {});
  for (let at = 0; at < photo.pixels.length; at += 6) {
    expect((photo.pixels[at] ?? 0) - (photo.pixels[at + 3] ?? 0)).toBeGreaterThan(24);
  }
});

test("tells how far it is, band by band, up to the whole", () => {
  const shares: number[] = [];
  const none = planeOf(1, 1, () => 0);
  addPhotoChange(photoOf(1, 1024), none, (share) => shares.push(share));
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
});
