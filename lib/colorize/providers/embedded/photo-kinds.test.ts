import sharp, { type Sharp } from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { openTestEngine, sample } from "./testing/open-test-engine";
import { compareLab, readLab } from "./testing/read-lab";

const engine = openTestEngine();
afterAll(() => engine.close());

const small = () => sharp(sample("nagasaki-boats")).resize(320, 256);
/** A photo with real, strong color: the engine's own output. */
const colored = async () => sharp(await engine.colorize(await engine.write(small().png())));

async function lightnessKept(input: string, limit = 1): Promise<string> {
  const output = await engine.colorize(input);
  const { off, meanChroma } = compareLab(await readLab(input), await readLab(output), limit);
  expect(off).toBeLessThan(0.001);
  expect(meanChroma).toBeGreaterThan(5);
  return output;
}

describe("every kind of photo keeps its lightness and gets color", () => {
  const kinds: [string, (photo: Sharp) => Sharp][] = [
    ["JPEG", (photo) => photo.jpeg()],
    ["gray JPEG", (photo) => photo.toColourspace("b-w").jpeg()],
    ["progressive JPEG", (photo) => photo.jpeg({ progressive: true })],
    ["CMYK JPEG", (photo) => photo.toColourspace("cmyk").jpeg()],
    ["CMYK TIFF", (photo) => photo.toColourspace("cmyk").tiff({ compression: "lzw" })],
    ["gray PNG", (photo) => photo.toColourspace("b-w").png()],
    ["palette PNG", (photo) => photo.png({ palette: true, colors: 32 })],
    ["WebP", (photo) => photo.webp()],
    ["GIF", (photo) => photo.gif()],
    ["AVIF", (photo) => photo.avif({ effort: 0 })],
    ["gray TIFF", (photo) => photo.toColourspace("b-w").tiff()],
    ["Display P3 JPEG", (photo) => photo.withIccProfile("p3").jpeg()],
    ["Display P3 PNG", (photo) => photo.withIccProfile("p3").png()],
  ];
  it.each(kinds)("%s", async (_, make) => {
    const output = await lightnessKept(await engine.write(make(await colored())));
    expect((await sharp(output).metadata()).depth).toBe("uchar");
  });
});

describe("a faded print", () => {
  it("gets a meadow's colors, not fog's, and keeps its own lightness", async () => {
    const faded = await engine.write(sharp(sample("march-pastoral")).resize(640).png());
    const meadow = await readLab(await lightnessKept(faded));
    expect(meadow.b.reduce((sum, b) => sum + b, 0) / meadow.b.length).toBeGreaterThan(2);
  });
});

describe("alpha", () => {
  const ramp = Buffer.from(Array.from({ length: 320 * 256 }, (_, i) => i % 256));
  const grayAlpha = Uint8Array.from({ length: 320 * 256 * 2 }, (_, i) =>
    i % 2 ? (ramp[i >> 1] ?? 0) : (i >> 7) % 256,
  );
  const withAlpha = () => small().joinChannel(ramp, { raw: { width: 320, height: 256, channels: 1 } });

  it.each<[string, () => Sharp]>([
    ["color with alpha", () => withAlpha().png()],
    [
      "gray with alpha",
      () =>
        sharp(grayAlpha, { raw: { width: 320, height: 256, channels: 2 } })
          .toColourspace("b-w")
          .png(),
    ],
    ["WebP with alpha", () => withAlpha().webp({ lossless: true, exact: true })],
  ])("%s comes out unchanged to the last bit", async (_, make) => {
    const input = await engine.write(make());
    const after = await readLab(await engine.colorize(input));
    expect(after.alpha).toEqual([...ramp]);
    expect(compareLab(await readLab(input), after).off).toBeLessThan(0.001);
  });
});

describe("16 bits", () => {
  const width = 1024;
  const gradient = Uint16Array.from({ length: width * 64 }, (_, i) => 20_000 + (i % width) * 8);
  const raw = { width, height: 64, channels: 1 as const };

  it.each<[string, (photo: Sharp) => Sharp]>([
    ["gray PNG", (photo) => photo.toColourspace("grey16").png()],
    ["RGB PNG", (photo) => photo.toColourspace("rgb16").png()],
    ["gray TIFF", (photo) => photo.toColourspace("grey16").tiff({ compression: "lzw" })],
  ])("%s keeps a gradient finer than 8 bits", async (_, make) => {
    const input = await engine.write(make(sharp(gradient, { raw })));
    const output = await engine.colorize(input);
    expect(await sharp(input).metadata()).toMatchObject({ depth: "ushort" });
    expect(await sharp(output).metadata()).toMatchObject({ depth: "ushort", width, height: 64 });
    const after = await readLab(output, { ignoreIcc: true });
    expect(compareLab(await readLab(input), after, 0.01).off).toBe(0);
    expect(new Set(after.l.subarray(0, width)).size).toBeGreaterThan(width * 0.95);
  });

  it("a Display P3 photo is converted to sRGB, not taken for it", async () => {
    const [red, green, blue] = [60_127, 13_125, 9_083]; // full red of sRGB, as Display P3 writes it
    const pixels = Uint16Array.from({ length: 64 * 64 * 3 }, (_, i) => [red, green, blue][i % 3] ?? 0);
    const photo = sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } }).toColourspace("rgb16");
    const output = await engine.colorize(await engine.write(photo.withIccProfile("p3").png()));
    const { l } = await readLab(output, { ignoreIcc: true });
    expect(l[0]).toBeCloseTo(53.24, 0); // L* of full sRGB red; 51.8 for these numbers taken as sRGB
  });
});
