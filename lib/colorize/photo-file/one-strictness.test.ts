import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOutput } from "../output/check-output";
import { decodePhoto } from "../providers/embedded/photo-file/decode-photo";
import { shrinkPicture } from "./shrink-picture";
import { PhotoBench } from "./testing/judge-lightness";
import { makeTiff, type TiffPlan } from "./testing/make-tiff";

const bench = new PhotoBench();
beforeAll(() => bench.open());
afterAll(() => bench.close());

const [width, height] = [40, 30];
const plan: TiffPlan = { width, height, bits: 8, samples: 1, photometric: 1, paint: (x, y) => x * 5 + y };
const text = (tag: number, words: string) => ({ tag, type: 2 as const, values: [...Buffer.from(words, "latin1")] });

/** What libtiff warns about. */
const warned: Record<string, () => Buffer> = {
  "tags out of order": () => swapEntries(makeTiff(plan)),
  "text without its end, and with a NUL inside": () =>
    makeTiff({ ...plan, tags: [text(270, "a\0b"), text(315, "nobody")] }),
  "no lengths of its strips": () => makeTiff({ ...plan, drops: [279] }),
  "tags that nobody knows, such as GeoTIFF's": () =>
    makeTiff({
      ...plan,
      tags: [
        { tag: 33_550, type: 11, values: [1, 1, 0] },
        { tag: 65_000, type: 3, values: [7] },
      ],
    }),
};

/** Exchanges the first two entries of the directory. */
function swapEntries(tiff: Buffer): Buffer {
  const at = tiff.readUInt32LE(4) + 2;
  const first = Buffer.from(tiff.subarray(at, at + 12));
  tiff.copy(tiff, at, at + 12, at + 24);
  first.copy(tiff, at + 12);
  return tiff;
}

describe("what only makes a decoder warn never stops a photo: a TIFF with", () => {
  it.each(Object.entries(warned))("%s", async (_, make) => {
    const { workPath, ...photo } = await bench.prepare(make(), "tiff");
    expect(photo).toMatchObject({ width, height, notes: [] });
    const { raster } = await decodePhoto(workPath);
    expect([...raster.pixels.subarray(0, 6)]).toEqual([0, 0, 0, 5, 5, 5]);
    expect((await shrinkPicture(workPath, 20).webp().toBuffer()).length).toBeGreaterThan(0);
    await checkOutput(workPath, { workPath, width, height });
    const { workPath: turned } = await bench.prepare(make(), "tiff", { rotate: 90 });
    expect((await decodePhoto(turned)).raster).toMatchObject({ width: height, height: width });
  });
});

describe("what is cut off is refused as corrupt, whoever reads it", () => {
  const noise = sharp({
    create: {
      width: 300,
      height: 200,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });
  it.each(["jpeg", "png", "webp", "gif"] as const)("%s", async (format) => {
    const bytes = await noise.clone().toFormat(format).toBuffer();
    for (const rotate of [0, 90, 3])
      await expect(bench.prepare(bytes.subarray(0, bytes.length * 0.7), format, { rotate })).rejects.toMatchObject({
        code: "image_corrupt",
      });
  });

  it.each([8, 12, 16, 32])("TIFF of %i bits whose directory comes first", async (bits) => {
    const whole = makeTiff({
      ...plan,
      bits,
      deflate: bits > 8,
      samples: 2,
      extraSamples: [0],
      paint: (x, y) => ((x * 977 + y * 7919) % 251) * (2 ** bits / 256),
    });
    const moved = moveDirectory(whole);
    await expect(bench.prepare(moved, "tiff")).resolves.toMatchObject({ width, height });
    const cut = moved.subarray(0, moved.length * 0.6);
    await expect(bench.prepare(cut, "tiff")).rejects.toMatchObject({ code: "image_corrupt" });
  });
});

/** The same file with its directory and its values before the pixels, so that cutting the end cuts pixels. */
function moveDirectory(tiff: Buffer): Buffer {
  const at = tiff.readUInt32LE(4);
  const shift = tiff.length;
  const count = tiff.readUInt16LE(at);
  const moved = Buffer.concat([tiff, tiff.subarray(8)]);
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * 12;
    if (tiff.readUInt16LE(entry) === 273) moved.writeUInt32LE(tiff.readUInt32LE(entry + 8) + shift - 8, entry + 8);
  }
  return moved;
}

it("nothing below lib/colorize opens a picture file but openPicture", () => {
  const root = path.resolve("lib/colorize");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const sources = files.filter(
    (file) => /\.(ts|mjs)$/.test(file) && !/\.test\.ts$|testing\/|^photo-metadata\/|open-picture\.ts$/.test(file),
  );
  // Metadata is read without pixels. Raw samples, pictures drawn from nothing and finished bytes are no files.
  const allowed = /\bsharp\(\s*(\{\s*create\b|[^()]*(\([^()]*\))?[^()]*\braw\b|\)|bytes\b|png\b|whole\b|Buffer\b)/;
  const opened = sources.flatMap((file) => {
    const text = readFileSync(path.join(root, file), "utf8");
    return [...text.matchAll(/\bsharp\([\s\S]{0,160}/g)]
      .filter(([call]) => !allowed.test(call))
      .map(([call]) => `${file}: ${call.slice(0, 60)}`);
  });
  expect(sources.length).toBeGreaterThan(100);
  expect(opened).toEqual([]);
});
