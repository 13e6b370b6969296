import { readdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Crop, cropBox, type Edits, turnedSize } from "../../contract/photos/edits";
import { makeGrayIcc, makeRgbIcc } from "./color/make-icc";
import { adobePrimaries } from "./color/primaries";
import { openPicture } from "./open-picture";
import { PhotoBench } from "./testing/judge-lightness";
import { makeTiff, type TiffPlan } from "./testing/make-tiff";

const bench = new PhotoBench();
beforeAll(() => bench.open());
afterAll(() => bench.close());

const [width, height] = [30, 20];
const code = (x: number, y: number, channel: number) => ((x * 7 + y * 11 + channel * 40) % 250) + 3;
const crop: Crop = { x: 0.2, y: 0.1, width: 0.5, height: 0.35 };

/** A picture as a function of its place; turning it is arithmetic on places. */
type Placed = { width: number; height: number; at: (x: number, y: number) => [number, number] };
const whole: Placed = { width, height, at: (x, y) => [x, y] };
const quarter = ({ width, height, at }: Placed): Placed => ({
  width: height,
  height: width,
  at: (x, y) => at(y, height - 1 - x),
});
const turn = (picture: Placed, quarters: number): Placed =>
  quarters === 0 ? picture : turn(quarter(picture), quarters - 1);
const orientations: Record<number, Placed> = { 1: whole, 3: turn(whole, 2), 6: turn(whole, 1), 8: turn(whole, 3) };

const kinds: [string, Pick<TiffPlan, "bits" | "samples" | "photometric" | "extraSamples">][] = [
  ["gray of 8 bits", { bits: 8, samples: 1, photometric: 1 }],
  ["gray of 16 bits", { bits: 16, samples: 1, photometric: 1 }],
  ["gray of 8 bits with alpha", { bits: 8, samples: 2, photometric: 1, extraSamples: [2] }],
  ["RGB of 8 bits", { bits: 8, samples: 3, photometric: 2 }],
  ["RGB of 16 bits with alpha", { bits: 16, samples: 4, photometric: 2, extraSamples: [2] }],
  ["RGB of 12 bits", { bits: 12, samples: 3, photometric: 2 }],
];

describe("a photo is turned, cropped and inverted to the pixel", () => {
  const edits = [0, 90, 180, 270].flatMap((rotate) => [
    { rotate, crop: null, invert: false },
    { rotate, crop, invert: true },
  ]);
  it.each(kinds)("%s, however it lies", async (_, kind) => {
    const top = 2 ** kind.bits - 1;
    const isAlpha = (channel: number) => channel === kind.samples - 1 && kind.samples % 2 === 0;
    for (const [orientation, upright] of Object.entries(orientations))
      for (const edit of edits) {
        const paint = (x: number, y: number, c: number) => Math.round((code(x, y, c) / 255) * top);
        const tags = [{ tag: 274, type: 3 as const, values: [Number(orientation)] }];
        const found = await bench.decode(makeTiff({ width, height, paint, tags, ...kind }), "tiff", edit);
        const turned = turn(upright, edit.rotate / 90);
        const box = cropBox(turned, edit.crop);
        expect(found).toMatchObject({ width: box.width, height: box.height });
        const scale = found.pixels instanceof Uint16Array ? 65_535 : 255;
        for (let y = 0; y < box.height; y += 3)
          for (let x = 0; x < box.width; x++) {
            const [sourceX, sourceY] = turned.at(x + box.left, y + box.top);
            const pixel = found.pixels.subarray((y * box.width + x) * found.channels);
            const channels = kind.samples < 3 ? [0, 0, 0] : [0, 1, 2];
            if (found.channels === 4) channels.push(kind.samples - 1);
            const wanted = channels.map((channel) => {
              const share = paint(sourceX, sourceY, channel) / top;
              return Math.round((edit.invert && !isAlpha(channel) ? 1 - share : share) * scale);
            });
            expect([...pixel.subarray(0, found.channels)]).toEqual(wanted);
          }
      }
  });

  it("a negative is inverted in its own code values, whatever its profile", async () => {
    for (const icc of [makeRgbIcc(adobePrimaries, { gamma: 1.8 }, "a"), makeGrayIcc({ gamma: 1.8 }, "g")]) {
      const samples = icc.toString("latin1", 16, 19) === "RGB" ? 3 : 1;
      const tags = [{ tag: 34_675, type: 7 as const, values: [...icc] }];
      const plan = { width, height, bits: 8, samples, photometric: samples === 3 ? 2 : 1, tags };
      const positive = await bench.decode(makeTiff({ ...plan, paint: code }), "tiff");
      const negative = makeTiff({ ...plan, paint: (x, y, c) => 255 - code(x, y, c) });
      const inverted = await bench.decode(negative, "tiff", { invert: true });
      const off = [...inverted.pixels].map((value, index) => Math.abs(value - (positive.pixels[index] ?? 0)));
      expect(Math.max(...off)).toBeLessThanOrEqual(1);
    }
  });

  it("16 bits and the profile stay", async () => {
    const icc = makeRgbIcc(adobePrimaries, { gamma: 2.2 }, "a");
    const tags = [{ tag: 34_675, type: 7 as const, values: [...icc] }];
    const photo = makeTiff({
      width,
      height,
      bits: 16,
      samples: 3,
      photometric: 2,
      tags,
      paint: (x, y, c) => code(x, y, c) * 257,
    });
    const { workPath } = await bench.prepare(photo, "tiff", { rotate: 90, crop });
    const { icc: kept, depth } = await openPicture(workPath).metadata();
    expect(kept?.equals(icc)).toBe(true);
    expect(depth).toBe("ushort");
  });
});

describe("a photo is straightened", () => {
  const flat = { width: 301, height: 203, bits: 8, samples: 3, photometric: 2, paint: () => 85 };
  it.each([1.5, 45, 90.5, 181.25, 358.2])(
    "by %f degrees, into the box around it, with white corners",
    async (rotate) => {
      const photo = makeTiff(flat);
      const box = turnedSize(flat, rotate);
      for (const invert of [false, true]) {
        const found = await bench.decode(photo, "tiff", { rotate, invert });
        expect(found).toMatchObject(box);
        expect([...found.pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
        const middle = (Math.floor(box.height / 2) * box.width + Math.floor(box.width / 2)) * 3;
        expect(found.pixels[middle]).toBe(invert ? 170 : 85);
      }
      const part: Edits["crop"] = { x: 0.4, y: 0.9, width: 0.6, height: 0.1 };
      expect(await bench.decode(photo, "tiff", { rotate, crop: part })).toMatchObject({
        width: cropBox(box, part).width,
        height: cropBox(box, part).height,
      });
    },
  );

  it("clockwise, about its middle", async () => {
    // The right half is dark: turned clockwise by a little, its edge leans to the left at the bottom.
    const photo = makeTiff({ ...flat, paint: (x) => (x < 150 ? 200 : 40) });
    const found = await bench.decode(photo, "tiff", { rotate: 10 });
    const edgeAt = (y: number) => {
      const row = Array.from({ length: found.width }, (_, x) => found.pixels[(y * found.width + x) * 3] ?? 0);
      return row.findIndex((value, x) => value < 120 && x > 40);
    };
    const middle = Math.floor(found.height / 2);
    expect(Math.abs(edgeAt(middle) - found.width / 2)).toBeLessThan(3);
    const lean = (edgeAt(middle - 60) - edgeAt(middle + 60)) / 120;
    expect(lean).toBeCloseTo(Math.tan((10 * Math.PI) / 180), 1);
  });
});

describe("pages and frames", () => {
  const page = (level: number, more: Partial<TiffPlan> = {}): TiffPlan => ({
    width,
    height,
    bits: 8,
    samples: 1,
    photometric: 1,
    paint: () => level,
    ...more,
  });
  const subfile = (kind: number) => [{ tag: 254, type: 4 as const, values: [kind] }];

  it("of a TIFF are counted without its thumbnails and masks, and each can be had, edited too", async () => {
    const tiff = makeTiff(
      page(9, { width: 8, height: 8, tags: subfile(1) }),
      page(50),
      page(9, { bits: 1, photometric: 4, tags: subfile(4) }),
      page(100, { width: 40, bits: 12, paint: () => 1606 }),
      page(150),
    );
    const levels = { 1: 50, 2: 100, 3: 150 };
    for (const [number, level] of Object.entries(levels)) {
      const found = await bench.decode(tiff, "tiff", { page: Number(number), rotate: 90 });
      expect(found).toMatchObject({ pages: 3, width: height, height: number === "2" ? 40 : width });
      const scale = found.pixels instanceof Uint16Array ? 257 : 1;
      expect(Math.round((found.pixels[0] ?? 0) / scale)).toBe(level);
      expect(found.notes).toEqual(number === "1" ? ["first_of_several"] : []);
    }
  });

  it("of what moves are its frames", async () => {
    const frames = [30, 90, 160].map((level) =>
      sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } })
        .png()
        .toBuffer(),
    );
    const joined = sharp(await Promise.all(frames), { join: { animated: true } });
    for (const [format, bytes] of [
      ["webp", await joined.clone().webp({ lossless: true }).toBuffer()],
      ["gif", await joined.clone().gif().toBuffer()],
    ] as const) {
      expect(await bench.prepare(bytes, format)).toMatchObject({
        pages: 3,
        width,
        height,
        notes: ["first_of_several"],
      });
      const second = await bench.decode(bytes, format, { page: 2 });
      expect(second).toMatchObject({ pages: 3, width, height, notes: [] });
      expect(Math.abs((second.pixels[0] ?? 0) - 90)).toBeLessThanOrEqual(2);
    }
  });

  it("beyond the last are refused, with their number", async () => {
    const refused = { code: "page_not_found", param: "page" };
    await expect(bench.prepare(makeTiff(page(9), page(8)), "tiff", { page: 3 })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining("2 pages"),
    });
    const png = await sharp({ create: { width, height, channels: 3, background: "#777" } })
      .png()
      .toBuffer();
    await expect(bench.prepare(png, "png", { page: 2 })).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining("only one page"),
    });
  });

  it("a photo without edits and special colors is its own work picture", async () => {
    const plain = sharp({ create: { width, height, channels: 3, background: "#777" } });
    for (const format of ["jpeg", "png", "webp", "tiff"] as const) {
      const photo = await bench.prepare(await plain.clone().toFormat(format).toBuffer(), format);
      expect(photo.workPath).toBe(photo.path);
    }
  });
});

it("a strip whose box would have hundreds of megapixels is refused, however little of it is wanted", async () => {
  const strip = await sharp({ create: { width: 32_000, height: 10, channels: 3, background: "#777" } })
    .png()
    .toBuffer();
  const edits = { rotate: 44.9, crop: { x: 0.5, y: 0.5, width: 0.0001, height: 0.0001 } };
  await expect(bench.prepare(strip, "png", edits)).rejects.toMatchObject({ code: "image_too_many_pixels" });
});

it("nothing but the work picture is left beside the photo", async () => {
  const plan: TiffPlan = { width, height, bits: 12, samples: 1, photometric: 1, paint: (x, y) => x * 90 + y };
  const { path: file } = await bench.prepare(makeTiff(plan), "tiff", { rotate: 90 });
  expect((await readdir(path.dirname(file))).sort()).toEqual(["photo", "work"]);
});
