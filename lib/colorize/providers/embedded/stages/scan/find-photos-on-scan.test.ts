import sharp, { type OverlayOptions, type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { cropBox, turnedSize } from "../../../../../contract/photos/edits";
import type { Raster } from "../../pixels/raster";
import { sample } from "../../testing/open-test-engine";
import { findPhotosOnScan } from "./find-photos-on-scan";

type Laid = { name: string; x: number; y: number; width: number; turn: number; rim?: number };
const bed = { width: 1200, height: 900 };
const four: Laid[] = [
  { name: "march-pastoral", x: 300, y: 200, width: 460, turn: 3 },
  { name: "dust-bowl-home", x: 860, y: 240, width: 400, turn: -7 },
  { name: "french-alpine-landscape", x: 320, y: 640, width: 440, turn: 0 },
  { name: "nagasaki-boats", x: 860, y: 670, width: 380, turn: 14 },
];

/** Photos on the bed of a scanner; `x`, `y` is the middle of each. */
async function lay(photos: Laid[], ground: string, on: OverlayOptions[] = []): Promise<Raster> {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const laid = photos.map(async ({ name, x, y, width, turn, rim = 0 }) => {
    const edge = { top: rim, bottom: rim, left: rim, right: rim, background: "#f3efe6" };
    const print = await sharp(sample(name)).resize(width).extend(edge).png().toBuffer();
    const input = await sharp(print).ensureAlpha().rotate(turn, { background: clear }).png().toBuffer();
    const size = await sharp(input).metadata();
    return { input, left: Math.round(x - size.width / 2), top: Math.round(y - size.height / 2) };
  });
  return toRaster(
    sharp({ create: { ...bed, channels: 3, background: ground } }).composite([...(await Promise.all(laid)), ...on]),
  );
}

async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: 3 };
}

/** What `rotate` and `crop` cut out: the size in pixels, and where its middle lies on the scan. */
function cutOut({ rotate, crop }: ReturnType<typeof findPhotosOnScan>[number], size = bed) {
  const turned = turnedSize(size, rotate);
  const { left, top, width, height } = cropBox(turned, crop);
  const [dx, dy] = [left + width / 2 - turned.width / 2, top + height / 2 - turned.height / 2];
  const angle = (-rotate * Math.PI) / 180;
  const x = size.width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle);
  const y = size.height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle);
  return { x, y, width, height };
}

const offBy = (degrees: number, turn: number) => Math.abs(((degrees + turn + 540) % 360) - 180);

describe.each(["#ffffff", "#efefec", "#0c0c0c", "#a8a8a8"])("on a lid of %s", (ground) => {
  it("four photos are found row by row, each straightened and cropped to itself", async () => {
    const found = findPhotosOnScan(await lay(four, ground));
    expect(found).toHaveLength(4);
    for (const [k, { x, y, width, turn }] of four.entries()) {
      const photo = found[k];
      if (!photo) throw new Error("no such photo");
      expect(offBy(photo.rotate, turn)).toBeLessThan(0.4);
      const cut = cutOut(photo);
      expect(Math.hypot(cut.x - x, cut.y - y)).toBeLessThan(6);
      expect(Math.abs(cut.width - width)).toBeLessThan(14);
    }
  });

  it("dust, a hair and scratches are no photos", async () => {
    const dirt = `<svg width="1200" height="900"><path d="M20 450 C200 420 500 480 1180 430" stroke="#777" stroke-width="3" fill="none"/>
      ${Array.from({ length: 60 }, (_, k) => `<circle cx="${(k * 197) % 1200}" cy="${(k * 331) % 900}" r="3" fill="#666"/>`)}</svg>`;
    const found = findPhotosOnScan(await lay(four, ground, [{ input: Buffer.from(dirt) }]));
    expect(found).toHaveLength(4);
  });
});

it("prints with a white rim keep it off a gray lid", async () => {
  const found = findPhotosOnScan(
    await lay(
      four.map((photo) => ({ ...photo, width: 340, rim: 12 })),
      "#8f8f8f",
    ),
  );
  expect(found).toHaveLength(4);
});

it("one photo in a corner of the bed, or in a mount, is cropped out", async () => {
  const corner: Laid = { name: "nagasaki-boats", x: 250, y: 200, width: 500, turn: 0 };
  const mounted: Laid = { name: "dust-bowl-home", x: 600, y: 450, width: 900, turn: 0 };
  const [inCorner, ...others] = findPhotosOnScan(await lay([corner], "#f6f6f4"));
  expect(others).toEqual([]);
  expect(inCorner && cutOut(inCorner).width).toBeGreaterThan(485);
  const [inMount] = findPhotosOnScan(await lay([mounted], "#efe9da"));
  expect(inMount?.rotate).toBe(0);
  expect(inMount && Math.abs(cutOut(inMount).width - 900)).toBeLessThan(14);
});

describe("nothing is found", () => {
  it.each(["march-pastoral", "dust-bowl-home", "french-alpine-landscape", "nagasaki-boats"])(
    "in %s alone, as it is and with a blank sky",
    async (name) => {
      expect(findPhotosOnScan(await toRaster(sharp(sample(name))))).toEqual([]);
      expect(findPhotosOnScan(await toRaster(sharp(sample(name)).linear(1.7, 0)))).toEqual([]);
    },
  );

  it.each<[string, string]>([
    ["a straight horizon", '<rect y="500" width="1200" height="400" fill="#555"/>'],
    ["a round thing on white", '<circle cx="600" cy="450" r="300" fill="#555"/>'],
    ["a triangle", '<path d="M600 100 L1000 800 L200 800 Z" fill="#555"/>'],
    ["a mountain in snow", '<path d="M0 600 L300 300 L600 500 L900 200 L1200 560 L1200 700 L0 760 Z" fill="#555"/>'],
    ["a blank scan", ""],
  ])("in %s", async (_, drawn) => {
    const picture = Buffer.from(`<svg width="1200" height="900">${drawn}</svg>`);
    expect(findPhotosOnScan(await lay([], "#ffffff", [{ input: picture }]))).toEqual([]);
  });

  it.each([
    [1, 1],
    [3, 400],
  ])("in a picture of %i × %i", (width, height) => {
    const pixels = new Uint8Array(width * height * 3).fill(200);
    expect(findPhotosOnScan({ pixels, width, height, channels: 3 })).toEqual([]);
  });
});
