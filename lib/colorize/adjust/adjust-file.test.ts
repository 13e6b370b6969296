import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type OutputFormat, outputFormats } from "../../contract/order";
import { neutralRecipe, type Recipe } from "../../contract/photos/recipe";
import { applyRecipe, planRecipe } from "../../recipe/apply-recipe";
import { measureGuide } from "../../recipe/measure-guide";
import { digitalSourceType, freshXmp } from "../output/metadata/ai-mark";
import { srgbProfile } from "../output/open-output";
import { stampTestOutput } from "../output/stamp-test-output";
import { writeOutput } from "../output/write-output";
import { adjustFile } from "./adjust-file";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "adjust-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
const newFile = () => path.join(dir, `${made++}`);

const exif = Buffer.from("4d4d002a000000080001011200030000000100010000000000006d61726b", "hex");
const recipe: Recipe = {
  ...neutralRecipe,
  strength: 1.5,
  hints: [{ color: "#a03020", strokes: [{ radius: 0.05, points: [[0.5, 0.5]] }] }],
};

/** Noise of some color with `channels` of 8 bits. */
const noise = (channels: 1 | 3 | 4) => {
  const samples = Buffer.from(Array.from({ length: 96 * 64 * channels }, (_, i) => (i * 37) % 200));
  return sharp(samples, { raw: { width: 96, height: 64, channels } });
};

async function writeStored(image: Sharp, format: OutputFormat = "png"): Promise<string> {
  const stored = newFile();
  const metadata = { icc: await srgbProfile(), exif, xmp: Buffer.from(freshXmp) };
  await writeOutput(image, { path: stored, format, metadata });
  return stored;
}

async function adjust(inputPath: string, wanted: { recipe?: Recipe; format?: OutputFormat } = {}): Promise<string> {
  const outputPath = newFile();
  await adjustFile({ inputPath, outputPath, recipe, format: "png", policy: "keep", ...wanted });
  return outputPath;
}

async function decode(file: string) {
  const deep = (await sharp(file).metadata()).depth === "ushort";
  const image = sharp(file, { ignoreIcc: true }).toColourspace(deep ? "rgb16" : "srgb");
  const { data, info } = await image.raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  const pixels = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : new Uint8Array(data);
  return {
    pixels,
    width: info.width,
    height: info.height,
    channels: info.channels === 4 ? (4 as const) : (3 as const),
  };
}
const describeFile = (file: string) => sharp(file).metadata();

test.each([
  ["of 8 bits", () => noise(3), "uchar", 3],
  ["with transparency", () => noise(4), "uchar", 4],
  ["of 16 bits", () => noise(3).toColourspace("rgb16"), "ushort", 3],
] as const)(
  "a picture %s keeps its size, depth and channels, and its pixels are what the recipe's module gives",
  async (_, image, depth, channels) => {
    const stored = await writeStored(image());
    const adjusted = await adjust(stored);
    expect(await describeFile(adjusted)).toMatchObject({ format: "png", width: 96, height: 64, depth, channels });
    const { pixels: data, ...shape } = await decode(stored);
    const picture = { data, ...shape };
    applyRecipe(picture, planRecipe(measureGuide(picture), recipe));
    expect((await decode(adjusted)).pixels).toEqual(picture.data);
  },
);

test("a gray picture takes a hint's color", async () => {
  const flat = sharp({ create: { width: 90, height: 60, channels: 3, background: "#777" } }).toColourspace("b-w");
  const { pixels } = await decode(await adjust(await writeStored(flat)));
  expect((pixels[0] ?? 0) - (pixels[2] ?? 0)).toBeGreaterThan(60);
});

describe.each(outputFormats.slice(0, 3))("as %s", (format) => {
  it("keeps profile, EXIF and the mark of AI, and says that a person adjusted it", async () => {
    const made = await describeFile(await adjust(await writeStored(noise(3)), { format }));
    expect(made).toMatchObject({ format, width: 96, height: 64 });
    expect(made.icc?.toString("latin1").replaceAll("\0", "")).toContain("sRGB");
    expect(made.exif?.toString("latin1")).toContain("mark");
    expect(made.xmpAsString).toContain(digitalSourceType);
    expect(made.xmpAsString).toContain('stEvt:parameters="colors adjusted by hand"');
  });

  it("without a recipe it is only converted, and no person is said to have adjusted it", async () => {
    const stored = await writeStored(noise(3));
    const converted = await adjust(stored, { format, recipe: neutralRecipe });
    const { format: found, xmpAsString } = await describeFile(converted);
    expect(found).toBe(format);
    expect(xmpAsString).toContain(digitalSourceType);
    expect(xmpAsString).not.toContain("adjusted by hand");
    if (format === "png") expect((await decode(converted)).pixels).toEqual((await decode(stored)).pixels);
  });
});

test("TEST stays drawn over the output of a test key, even where its colors are taken away", async () => {
  const flat = sharp({ create: { width: 400, height: 300, channels: 3, background: "#808080" } });
  const stored = await writeStored(flat);
  await stampTestOutput(stored, "png");
  const before = await decode(stored);
  const after = await decode(await adjust(stored, { recipe: { ...recipe, strength: 0 } }));
  const levels = ({ pixels }: typeof before) => {
    const greens = pixels.filter((_, i) => i % 3 === 1);
    return Array.from(greens).reduce((sum, green) => sum + Math.abs(green - 128), 0) / greens.length;
  };
  expect(levels(before)).toBeGreaterThan(3);
  expect(levels(after)).toBeGreaterThan(levels(before) * 0.7);
});

test("what is no picture fails and leaves no half file behind", async () => {
  const broken = newFile();
  await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
    .png()
    .toFile(broken);
  const outputPath = newFile();
  const task = { inputPath: `${broken}-missing`, outputPath, recipe, format: "png", policy: "keep" } as const;
  await expect(adjustFile(task)).rejects.toThrow();
  expect(await readdir(dir)).not.toContain(path.basename(outputPath));
});
