import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OutputFormat, outputFormats } from "../../contract/order";
import { readPhotoMetadata } from "../photo-metadata/read-photo-metadata";
import { freshXmp } from "./metadata/ai-mark";
import { srgbProfile } from "./open-output";
import { stampTestOutput } from "./stamp-test-output";
import { writeOutput } from "./write-output";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "stamp-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const exif = Buffer.from("4d4d002a000000080001011200030000000100010000000000006d61726b", "hex");

/** Two files of the same picture, the second one stamped. A new name each: libvips remembers files by name. */
async function stamp(image: Sharp, format: OutputFormat = "png") {
  const [before, after] = [path.join(dir, `${made++}`), path.join(dir, `${made++}`)];
  const metadata = { icc: await srgbProfile(), exif, xmp: Buffer.from(freshXmp) };
  for (const file of [before, after]) await writeOutput(image.clone(), { path: file, format, metadata });
  await stampTestOutput(after, format);
  return { before, after };
}

async function readSamples(file: string) {
  const deep = (await sharp(file).metadata()).depth === "ushort";
  const image = sharp(file, { ignoreIcc: true }).toColourspace(deep ? "rgb16" : "srgb");
  const { data, info } = await image.raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  return { samples: deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data, info };
}

/** Share of the pixels that moved by more than a twelfth of the range, where anybody sees it. */
async function shareChanged({ before, after }: { before: string; after: string }): Promise<number> {
  const [one, two] = [await readSamples(before), await readSamples(after)];
  expect(two.info).toMatchObject({ width: one.info.width, height: one.info.height, channels: one.info.channels });
  const visible = (one.samples instanceof Uint16Array ? 65_535 : 255) / 12;
  const { channels, width, height } = one.info;
  let changed = 0;
  for (let at = 0; at < one.samples.length; at += channels) {
    if (Math.abs((one.samples[at] ?? 0) - (two.samples[at] ?? 0)) > visible) changed += 1;
  }
  return changed / (width * height);
}

const plain = (width: number, height: number, level = 128) =>
  sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } });

describe("TEST over the picture", () => {
  it.each<[number, number, number]>([
    [1024, 819, 128],
    [1024, 819, 0],
    [1024, 819, 255],
    [20, 20, 128],
    [16, 16, 60],
    [2000, 7, 128],
    [3, 900, 128],
    [96, 64, 200],
  ])("is plain to see on %i × %i of gray %i, and leaves most of it to be judged", async (width, height, level) => {
    const share = await shareChanged(await stamp(plain(width, height, level)));
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.7);
  });

  it("is there on a single pixel", async () => {
    const { before, after } = await stamp(plain(1, 1, 128));
    expect((await readSamples(after)).samples[0]).not.toBe((await readSamples(before)).samples[0]);
  });

  it("reaches into every corner of a large picture", async () => {
    const { after } = await stamp(plain(3000, 2000));
    for (const left of [0, 1250, 2500]) {
      for (const top of [0, 750, 1500]) {
        const part = await sharp(after).extract({ left, top, width: 500, height: 500 }).toBuffer();
        const { channels } = await sharp(part).stats();
        expect(channels[0]?.stdev).toBeGreaterThan(5);
      }
    }
  });
});

describe("what the stamp leaves as it was", () => {
  it.each(outputFormats.slice(0, 3))(
    "%s keeps its format, its profile, EXIF and mark, and nothing beside it",
    async (format) => {
      const { after } = await stamp(plain(300, 200), format);
      const found = await sharp(after).metadata();
      expect(found).toMatchObject({ format, width: 300, height: 200, orientation: 1 });
      expect(found.exif?.includes(exif)).toBe(true);
      expect(found.xmpAsString).toBe(freshXmp);
      expect(found.icc?.equals(await srgbProfile())).toBe(true);
      expect((await readdir(dir)).filter((name) => !/^\d+$/.test(name))).toEqual([]);
    },
  );

  it("16 bits stay 16 bits, untouched beside the strokes", async () => {
    const [width, height] = [400, 300];
    const pixels = Uint16Array.from({ length: width * height * 3 }, (_, i) => 20_000 + (i % 977) * 7);
    const files = await stamp(sharp(pixels, { raw: { width, height, channels: 3 } }).toColourspace("rgb16"));
    const { samples, info } = await readSamples(files.after);
    expect(info.channels).toBe(3);
    const same = pixels.filter((value, i) => value === samples[i]).length;
    expect(same / samples.length).toBeGreaterThan(0.5);
    expect(await shareChanged(files)).toBeGreaterThan(0.03);
  });

  it.each(["png", "jpeg", "tiff"] as const)("the physical size stays: %s", async (format) => {
    const file = path.join(dir, `${made++}`);
    const metadata = {
      icc: await srgbProfile(),
      exif: null,
      xmp: null,
      resolution: { x: 1200, y: 1200, unit: "inch" },
    } as const;
    await writeOutput(plain(120, 90), { path: file, format, metadata });
    await stampTestOutput(file, format);
    expect((await readPhotoMetadata(file)).resolution).toMatchObject({
      x: expect.closeTo(1200, 1),
      y: expect.closeTo(1200, 1),
    });
  });

  it("transparency stays, beside the strokes", async () => {
    const clear = sharp({ create: { width: 200, height: 200, channels: 4, background: "#0000" } });
    const { samples } = await readSamples((await stamp(clear, "webp")).after);
    const alphas = samples.filter((_, i) => i % 4 === 3);
    expect(alphas.filter((alpha) => alpha === 0).length / alphas.length).toBeGreaterThan(0.3);
  });
});
