import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { type BitDepth, type OutputFormat, outputFormats } from "../../../../../contract/order";
import { neutralRecipe } from "../../../../../contract/photos/recipe";
import { adjustFile } from "../../../../adjust/adjust-file";
import { srgbProfile } from "../../../../output/open-output";
import { stampTestOutput } from "../../../../output/stamp-test-output";
import type { Raster } from "../../pixels/raster";
import { encodeRaster } from "../encode-raster";
import { readRgbProfile } from "./read-rgb-profile";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "profile-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
const newFile = () => path.join(dir, `${made++}`);

/** A profile of three primaries under D50 and one power curve, as Adobe RGB and ProPhoto are. */
function makeProfile(primaries: number[][], gamma: number): Buffer {
  const tags = ["wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "desc", "cprt"];
  const xyz = (values: number[]) => {
    const tag = Buffer.from("XYZ \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "latin1");
    values.forEach((value, nth) => {
      tag.writeInt32BE(Math.round(value * 65_536), 8 + nth * 4);
    });
    return tag;
  };
  const curve = Buffer.from("curv\0\0\0\0\0\0\0\x01\0\0\0\0", "latin1");
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  const name = Buffer.from("desc\0\0\0\0\0\0\0\x05Test\0", "latin1");
  const texts = [Buffer.concat([name, Buffer.alloc(79)]), Buffer.from("text\0\0\0\0None\0\0\0\0", "latin1")];
  const datas = [xyz([0.9642, 1, 0.8249]), ...primaries.map(xyz), curve, curve, curve, ...texts];
  const head = Buffer.alloc(128 + 4 + tags.length * 12);
  head.writeUInt32BE(0x02100000, 8);
  head.write("mntrRGB XYZ ", 12, "latin1");
  head.write("acsp", 36, "latin1");
  xyz([0.9642, 1, 0.8249]).copy(head, 68, 8);
  head.writeUInt32BE(tags.length, 128);
  let at = head.length;
  tags.forEach((tag, nth) => {
    const data = datas[nth] ?? Buffer.alloc(0);
    head.write(tag, 132 + nth * 12, "latin1");
    head.writeUInt32BE(at, 136 + nth * 12);
    head.writeUInt32BE(data.length, 140 + nth * 12);
    at += data.length;
  });
  head.writeUInt32BE(at, 0);
  return Buffer.concat([head, ...datas]);
}

const displayP3 = async () => {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } });
  return (await sharp(await dot.withIccProfile("p3").png().toBuffer()).metadata()).icc ?? Buffer.alloc(0);
};
const fromSrgb = (code: number) => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4);
const lightness = (light: number) => (light > 216 / 24_389 ? 116 * Math.cbrt(light) - 16 : (24_389 / 27) * light);
const profiles: [string, () => Promise<Buffer>, (code: number) => number][] = [
  ["Display P3", displayP3, fromSrgb],
  [
    "Adobe RGB",
    async () =>
      makeProfile(
        [
          [0.60974, 0.31111, 0.01947],
          [0.20528, 0.62567, 0.06087],
          [0.14919, 0.06322, 0.74457],
        ],
        2.19921875,
      ),
    (code) => code ** 2.19921875,
  ],
  [
    "ProPhoto",
    async () =>
      makeProfile(
        [
          [0.79767, 0.28804, 0],
          [0.13519, 0.71187, 0],
          [0.03134, 0.00009, 0.8249],
        ],
        1.80078125,
      ),
    (code) => code ** 1.80078125,
  ],
];

/** Every gray, then strong colors of sRGB, with 8 or 16 bits. */
function drawRaster(bits: 8 | 16): Raster {
  const top = bits === 16 ? 65_535 : 255;
  const grays = Array.from({ length: 256 }, (_, level) => Array(3).fill((level / 255) * top));
  const colors = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1, 0],
    [0.9, 0.4, 0.2],
    [0.2, 0.3, 0.1],
  ].map((color) => color.map((share) => share * top));
  const samples = [...grays, ...colors].flat().map(Math.round);
  const pixels = bits === 16 ? Uint16Array.from(samples) : Uint8Array.from(samples);
  return { pixels, width: samples.length / 3, height: 1, channels: 3 };
}

async function encode(
  raster: Raster,
  icc: Buffer | null,
  format: OutputFormat,
  depth: BitDepth = "auto",
): Promise<string> {
  const file = newFile();
  const copy = { ...raster, pixels: raster.pixels.slice() };
  await encodeRaster(copy, { metadata: {}, icc }, { format, policy: "keep", profile: "keep", depth, path: file });
  return file;
}

/** CIELAB of each pixel by Little CMS, apart from the studio's own arithmetic. */
async function readLab(file: string): Promise<number[][]> {
  const { data, info } = await sharp(file)
    .toColourspace("lab")
    .raw({ depth: "float" })
    .toBuffer({ resolveWithObject: true });
  const values = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
  return Array.from({ length: info.width }, (_, x) => [...values.subarray(x * info.channels, x * info.channels + 3)]);
}

/** The numbers in the file, whatever they mean. */
async function readCodes(file: string): Promise<Uint16Array | Uint8Array> {
  const deep = (await sharp(file).metadata()).depth === "ushort";
  const image = sharp(file, { ignoreIcc: true }).toColourspace(deep ? "rgb16" : "srgb");
  const { data } = await image.raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  return deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
}

describe.each(profiles)("a photo's own profile, %s", (_, makeIcc, toLight) => {
  it.each([8, 16] as const)(
    "is written with %i bits: grays within L* 0.3 of sRGB's, colors those of Little CMS",
    async (bits) => {
      const icc = await makeIcc();
      const file = await encode(drawRaster(bits), icc, "tiff");
      const said = await sharp(file).metadata();
      expect(said.icc?.equals(icc)).toBe(true);
      expect(said.depth).toBe(bits === 16 ? "ushort" : "uchar");
      const own = await readLab(file);
      const srgb = await readLab(await encode(drawRaster(bits), null, "tiff"));
      const codes = await readCodes(file);
      for (let level = 0; level < 256; level++) {
        const [red = -1, green = 0, blue = 0] = codes.subarray(level * 3, level * 3 + 3);
        expect([green, blue]).toEqual([red, red]);
        // ProPhoto's steps of 8 bits are up to that far apart, whatever is written.
        const off = lightness(toLight(red / (bits === 16 ? 65_535 : 255))) - lightness(fromSrgb(level / 255));
        expect(Math.abs(off), `gray ${level}`).toBeLessThan(bits === 16 ? 0.02 : 0.6);
      }
      own.slice(256).forEach((color, nth) => {
        const [l = 0, a = 0, b = 0] = srgb[256 + nth] ?? [];
        expect(Math.hypot((color[0] ?? 0) - l, (color[1] ?? 0) - a, (color[2] ?? 0) - b), `color ${nth}`).toBeLessThan(
          2,
        );
      });
    },
  );

  it.each(outputFormats)("is in a %s, and its numbers are not sRGB's", async (format) => {
    const icc = await makeIcc();
    const raster = {
      pixels: Uint8Array.from(
        Array(64 * 64)
          .fill([255, 0, 0])
          .flat(),
      ),
      width: 64,
      height: 64,
      channels: 3 as const,
    };
    const file = await encode(raster, icc, format);
    expect((await sharp(file).metadata()).icc?.equals(icc)).toBe(true);
    const [red = 0, green = 0] = await sharp(file, { ignoreIcc: true }).toColourspace("srgb").raw().toBuffer();
    expect([red < 245, green > 0 || red < 225]).toEqual([true, true]);
    const [seen] = await readLab(file);
    expect(Math.abs((seen?.[0] ?? 0) - 54.3)).toBeLessThan(1.5); // L* of sRGB red under D50
  });
});

test.each<[string, () => Promise<Buffer>]>([
  [
    "of a kind that has no curves",
    async () => Buffer.concat([(await srgbProfile()).subarray(0, 128), Buffer.alloc(4)]),
  ],
  ["that is damaged", async () => (await srgbProfile()).subarray(0, 200)],
  ["that is no profile", async () => Buffer.from("nothing")],
])("a profile %s gives sRGB instead", async (_, makeIcc) => {
  const icc = await makeIcc();
  expect(readRgbProfile(icc)).toBeNull();
  const { icc: written } = await sharp(await encode(drawRaster(8), icc, "png")).metadata();
  expect(written?.equals(await srgbProfile())).toBe(true);
});

test("an output with its own profile keeps it when it is stamped, converted or adjusted, at its lightness", async () => {
  const icc = await displayP3();
  const raster = {
    pixels: Uint8Array.from(
      Array(64 * 64)
        .fill([200, 90, 40])
        .flat(),
    ),
    width: 64,
    height: 64,
    channels: 3 as const,
  };
  const file = await encode(raster, icc, "png");
  const [before] = await readLab(file);
  for (const recipe of [neutralRecipe, { ...neutralRecipe, strength: 0.99 }]) {
    const adjusted = newFile();
    await adjustFile({ inputPath: file, outputPath: adjusted, recipe, format: "jpeg", policy: "keep" });
    expect((await sharp(adjusted).metadata()).icc?.equals(icc)).toBe(true);
    const [after] = await readLab(adjusted);
    expect(Math.abs((after?.[0] ?? 0) - (before?.[0] ?? 99))).toBeLessThan(1);
  }
  const stamped = newFile();
  await writeFile(stamped, await readFile(file));
  await stampTestOutput(stamped, "png");
  expect((await sharp(stamped).metadata()).icc?.equals(icc)).toBe(true);
});

describe("the depth", () => {
  const ramp = Uint16Array.from({ length: 4096 * 3 }, (_, i) => 20_000 + Math.floor(i / 3) * 3);
  const deep: Raster = { pixels: ramp, width: 4096, height: 1, channels: 3 };
  const countLevels = async (file: string) => new Set(await readCodes(file)).size;

  it.each(["png", "tiff"] as const)(
    "of 16 bits stays in a %s: every level of a fine ramp, in a profile too",
    async (format) => {
      expect(await countLevels(await encode(deep, null, format))).toBe(4096);
      expect(await countLevels(await encode(deep, await displayP3(), format))).toBeGreaterThan(4000);
      expect(await countLevels(await encode(deep, null, format, "8"))).toBeLessThan(60);
    },
  );

  it.each(["png", "tiff"] as const)(
    "of 8 bits becomes 16 in a %s when that is ordered, white staying white",
    async (format) => {
      const file = await encode(drawRaster(8), null, format, "16");
      expect((await sharp(file).metadata()).depth).toBe("ushort");
      const samples = await readCodes(file);
      expect([samples[0], samples[3 * 127], samples[3 * 255]]).toEqual([0, 127 * 257, 65_535]);
    },
  );

  it.each(["jpeg", "webp", "avif"] as const)("of a %s is 8 bits, whatever is ordered", async (format) => {
    expect((await sharp(await encode(deep, null, format, "16")).metadata()).depth).toBe("uchar");
  });
});
