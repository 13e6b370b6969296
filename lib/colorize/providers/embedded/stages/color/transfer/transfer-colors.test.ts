import sharp from "sharp";
import { beforeAll, expect, it } from "vitest";
import type { Plane } from "../../../pixels/raster";
import { type Distortion, distort, isRepainted, toLab } from "./testing/distort";
import { type Colored, transferColors } from "./transfer-colors";

let photo: Colored;
let other: Colored;
/** Far from any of the photo's colors, so that every share of it shows. */
let fill: { a: Plane; b: Plane };
beforeAll(async () => {
  photo = await read("nagasaki-boats-color");
  other = await read("dust-bowl-home-color");
  const plain = (value: number) => ({ ...photo.a, data: new Float32Array(photo.a.data.length).fill(value) });
  fill = { a: plain(90), b: plain(-90) };
});

async function read(name: string): Promise<Colored> {
  const picture = sharp(`public/samples/${name}.jpg`).resize(216, 144, { fit: "cover" });
  return toLab(await picture.removeAlpha().raw().toBuffer(), 216, 144);
}

const asIs: Distortion = {
  ...{ width: 216, height: 144, shift: [0, 0], zoom: [1, 1], warp: 0, repainted: null },
  tone: (lightness) => lightness,
};
const transfer = (how: Partial<Distortion>) =>
  transferColors(photo.lightness, distort(photo, { ...asIs, ...how }), fill);

/** The middle of the distances between the colors of a result and the photo's own, in a and b. */
function missBy(result: { a: Plane; b: Plane } | null, counts: (u: number, v: number) => boolean = () => true): number {
  if (!result) return Number.POSITIVE_INFINITY;
  const misses = [...photo.a.data.keys()]
    .filter((i) => counts(((i % 216) + 0.5) / 216, (Math.floor(i / 216) + 0.5) / 144))
    .map((i) => Math.hypot(at(result.a, i) - at(photo.a, i), at(result.b, i) - at(photo.b, i)))
    .sort((one, more) => one - more);
  return misses[misses.length >> 1] ?? 0;
}
const at = ({ data }: Plane, i: number): number => data[i] ?? Number.NaN;

it("the picture itself gives all of its colors", () => {
  const result = transfer({});
  expect(result?.share).toBeGreaterThanOrEqual(0.95);
  expect(missBy(result)).toBeLessThan(0.05);
});

const tone = (lightness: number) => 5 + 0.85 * Math.max(0, lightness / 100) ** 1.3 * 100;
it.each<[string, Partial<Distortion>, number]>([
  ["a shift", { shift: [0.03, -0.02] }, 0.9],
  ["a crop", { zoom: [1.06, 1.06] }, 0.8],
  ["other sides", { zoom: [1.02, 0.98] }, 0.9],
  ["a warp", { warp: 0.01 }, 0.9],
  ["another tone", { tone }, 0.95],
  ["a square that the picture was stretched to", { width: 180, height: 180 }, 0.95],
  ["a square with bars above and below", { width: 216, height: 216, zoom: [1, 144 / 216] }, 0.9],
  ["a square that cuts both ends off", { width: 288, height: 288, zoom: [1.5, 1] }, 0.55],
  ["all at once", { shift: [0.01, 0.01], zoom: [1.04, 1.02], warp: 0.008, tone, width: 300, height: 210 }, 0.8],
])("%s is undone", (_, how, least) => {
  const result = transfer(how);
  expect(result?.share).toBeGreaterThan(least);
  expect(missBy(result)).toBeLessThan(0.9);
});

it("what was painted anew has the studio's own colors, and the rest the answer's", () => {
  const how = { ...asIs, shift: [0.01, 0] as [number, number], repainted: { x: 0.5, y: 0.6, radius: 0.2, by: other } };
  const result = transfer(how);
  const isCore = (u: number, v: number) => (u - 0.5) ** 2 + (v - 0.6) ** 2 < 0.14 ** 2;
  const trusted = [...photo.a.data.keys()]
    .filter((i) => isCore(((i % 216) + 0.5) / 216, (Math.floor(i / 216) + 0.5) / 144))
    .map((i) => (90 - at(result?.a ?? fill.a, i)) / 90);
  expect(trusted.reduce((sum, share) => sum + share, 0) / trusted.length).toBeLessThan(0.15);
  expect(missBy(result, (u, v) => !isRepainted(how, u, v))).toBeLessThan(0.9);
});

it("another picture is refused, and one without color as well", () => {
  expect(transferColors(photo.lightness, other, fill)).toBeNull();
  const gray = { ...photo.a, data: new Float32Array(photo.a.data.length) };
  expect(transferColors(photo.lightness, { lightness: photo.lightness, a: gray, b: gray }, fill)).toBeNull();
});

/** The photo below a sky of one lightness and one color. */
function withSky({ lightness, a, b }: Colored, sky: number): Colored {
  const cover = (plane: Plane, value: number) => ({
    ...plane,
    data: plane.data.map((own, i) => (i < 216 * 55 ? value : own)),
  });
  return { lightness: cover(lightness, sky), a: cover(a, -5), b: cover(b, -30) };
}

it("a sky without structure agrees where its lightness is near, and not where it is far", () => {
  const middle = 216 * 22 + 108;
  const { lightness } = withSky(photo, 80);
  expect(at(transferColors(lightness, withSky(photo, 76), fill)?.b ?? fill.b, middle)).toBeCloseTo(-30, 0);
  expect(at(transferColors(lightness, withSky(photo, 25), fill)?.b ?? fill.b, middle)).toBeLessThan(-85);
});

it("the same input gives the same output", () => {
  const how = { shift: [0.02, 0.01] as [number, number], warp: 0.01, tone };
  expect(transfer(how)).toEqual(transfer(how));
});
