import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { openTestEngine, sample } from "../testing/open-test-engine";
import { compareLab, readLab } from "../testing/read-lab";

const engine = openTestEngine();
afterAll(() => engine.close());

const pixels = (file: string) => sharp(file).raw().toBuffer();
const names = ["dust-bowl-home", "french-alpine-landscape", "march-pastoral", "nagasaki-boats"];

describe("a sample photo in color", () => {
  it.each(names)("%s keeps its size and lightness and gets real color", async (name) => {
    const before = await readLab(sample(name));
    const after = await readLab(await engine.colorize(sample(name)));
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    const { off, meanChroma } = compareLab(before, after);
    expect(off).toBeLessThan(0.001);
    expect(meanChroma).toBeGreaterThan(4);
  });

  it("large keeps the lightness too, and is another picture than tiny", async () => {
    const [tiny, large] = [
      await engine.colorize(sample("nagasaki-boats")),
      await engine.colorize(sample("nagasaki-boats"), { model: "large" }),
    ];
    const { off, meanChroma } = compareLab(await readLab(sample("nagasaki-boats")), await readLab(large));
    expect(off).toBeLessThan(0.001);
    expect(meanChroma).toBeGreaterThan(4);
    expect((await pixels(tiny)).equals(await pixels(large))).toBe(false);
  });

  it("is a function of the photo: the same photo gives the same bytes", async () => {
    const [first, second] = [
      await engine.colorize(sample("march-pastoral")),
      await engine.colorize(sample("march-pastoral")),
    ];
    expect((await pixels(first)).equals(await pixels(second))).toBe(true);
  });

  it("gives color photos and their gray copies the same kind of color: only lightness is looked at", async () => {
    const gray = await engine.write(sharp(sample("dust-bowl-home")).resize(320).toColourspace("b-w").png());
    const toned = await engine.write(sharp(gray).toColourspace("srgb").tint("#a08050").png());
    expect(compareLab(await readLab(toned), await readLab(await engine.colorize(toned))).off).toBeLessThan(0.001);
    expect(compareLab(await readLab(gray), await readLab(await engine.colorize(gray))).meanChroma).toBeGreaterThan(8);
  });
});

describe("pictures with nothing in them", () => {
  it.each([0, 1, 128, 254, 255])("flat gray %i stays even, at its lightness", async (level) => {
    const flat = { width: 300, height: 200, channels: 3 as const, background: { r: level, g: level, b: level } };
    const input = await engine.write(sharp({ create: flat }).png());
    const after = await readLab(await engine.colorize(input));
    expect(compareLab(await readLab(input), after).off).toBe(0);
    expect(Math.max(...after.chroma) - Math.min(...after.chroma)).toBeLessThan(40);
  });

  it.each([
    [1, 1],
    [3, 2],
    [31, 33],
    [2000, 7],
    [5, 1500],
  ])("%i × %i pixels come out at that size", async (width, height) => {
    const input = await engine.write(sharp(sample("nagasaki-boats")).resize(width, height, { fit: "fill" }).png());
    const after = await readLab(await engine.colorize(input));
    expect([after.width, after.height]).toEqual([width, height]);
    expect(compareLab(await readLab(input), after, 1.5).off).toBeLessThan(0.01);
  });
});
