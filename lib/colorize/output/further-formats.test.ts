import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import exifr from "exifr";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { defaultOrder } from "../../contract/order";
import { neutralRecipe } from "../../contract/photos/recipe";
import { adjustFile } from "../adjust/adjust-file";
import { checkOutputSize } from "./check-output-size";
import { digitalSourceType, freshXmp } from "./metadata/ai-mark";
import { srgbProfile } from "./open-output";
import { stampTestOutput } from "./stamp-test-output";
import { writeOutput } from "./write-output";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "further-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
const newFile = () => path.join(dir, `${made++}`);

/** EXIF of a maker, in big-endian order. */
const exif = Buffer.from("4d4d002a000000080001010f0002000000060000001a000000004c6569636100", "hex");
const picture = (alpha = 1) =>
  sharp({
    create: { width: 320, height: 200, channels: alpha < 1 ? 4 : 3, background: { r: 200, g: 90, b: 40, alpha } },
  });

async function write(format: "tiff" | "avif", image = picture()): Promise<string> {
  const file = newFile();
  const metadata = { icc: await srgbProfile(), exif, xmp: Buffer.from(freshXmp) };
  await writeOutput(image, { path: file, format, metadata });
  return file;
}

async function expectWhole(file: string, format: "tiff" | "avif") {
  // Read as bytes, because libvips remembers files by their names; a warning of the decoder is an error here.
  const bytes = await readFile(file);
  const image = sharp(bytes, { failOn: "warning" });
  const found = await image.metadata();
  expect(found).toMatchObject({ mediaType: `image/${format}`, width: 320, height: 200 });
  expect(found.icc?.equals(await srgbProfile())).toBe(true);
  expect(found.xmpAsString).toContain(digitalSourceType);
  expect((await exifr.parse(bytes, { tiff: true })).Make).toBe("Leica");
  await expect(image.stats()).resolves.toBeDefined();
  return found;
}

describe.each(["tiff", "avif"] as const)("a %s", (format) => {
  it("carries profile, EXIF and XMP, and decodes without a warning", async () => {
    await expectWhole(await write(format), format);
    expect((await readdir(dir)).filter((name) => !/^\d+$/.test(name))).toEqual([]);
  });

  it("keeps transparency", async () => {
    const file = await write(format, picture(0.5));
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    expect(Math.abs((data[3] ?? 0) - 128)).toBeLessThan(3);
    await expectWhole(file, format);
  });

  it("of a test key is stamped in place", async () => {
    const file = await write(format);
    await stampTestOutput(file, format);
    await expectWhole(file, format);
    const { channels } = await sharp(await readFile(file)).stats();
    expect(channels[0]?.stdev).toBeGreaterThan(5);
  });

  it("is adjusted and converted, from it and to it", async () => {
    const output = await write(format);
    for (const recipe of [neutralRecipe, { ...neutralRecipe, strength: 0.5 }]) {
      const [jpeg, again] = [newFile(), newFile()];
      await adjustFile({ inputPath: output, outputPath: jpeg, recipe, format: "jpeg", policy: "keep" });
      await adjustFile({ inputPath: jpeg, outputPath: again, recipe: neutralRecipe, format, policy: "keep" });
      const { xmpAsString } = await expectWhole(again, format);
      expect(xmpAsString?.includes("colors adjusted by hand")).toBe(recipe !== neutralRecipe);
    }
  });
});

test("what AVIF's encoder has no memory for is refused before anything is charged, naming the limit", () => {
  const order = { ...defaultOrder, outputFormat: "avif" } as const;
  expect(() => checkOutputSize(order, { width: 5000, height: 5000 })).not.toThrow();
  expect(() => checkOutputSize(order, { width: 5001, height: 5000 })).toThrow("at most 25 megapixels. Use `png`.");
  expect(() => checkOutputSize(order, { width: 16_385, height: 10 })).toThrow("at most 16384 pixels per side");
});
