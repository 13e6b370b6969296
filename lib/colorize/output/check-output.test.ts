import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkOutput } from "./check-output";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "check-output-"));
});
afterAll(() => rm(dir, { recursive: true }));

const width = 160;
const height = 120;
const refused = { code: "upstream_invalid_output", message: expect.stringContaining("Nothing was charged.") };

/** Saves a picture under its own name and says what the studio knows of it. */
async function save(name: string, image: Sharp) {
  const file = path.join(dir, name);
  const { width, height } = await image.toFile(file);
  return { workPath: file, width, height };
}

const flat = (level: number, size = { width, height }) =>
  sharp({ create: { ...size, channels: 3, background: { r: level, g: level, b: level } } });
const ramp = () => {
  const samples = Buffer.from(Array.from({ length: width * height }, (_, at) => 60 + (at % width)));
  return sharp(samples, { raw: { width, height, channels: 1 } });
};
/** Grain of a few levels that a shrunk copy no longer has. */
const grain = (levels: number) => {
  const samples = Buffer.from(Array.from({ length: width * height }, (_, at) => 200 + (at % 2) * levels));
  return sharp(samples, { raw: { width, height, channels: 1 } });
};

/** A gray TIFF of 32-bit floating-point samples in one strip, as scanners of film write it. */
function writeFloatTiff(samples: Float32Array): Buffer {
  const [short, long] = [3, 4];
  const entries: [tag: number, type: number, value: number][] = [
    [256, long, width],
    [257, long, height],
    [258, short, 32], // bits per sample
    [259, short, 1], // not compressed
    [262, short, 1], // black is zero
    [273, long, 8 + 2 + 10 * 12 + 4], // where the samples begin
    [277, short, 1],
    [278, long, height],
    [279, long, samples.byteLength],
    [339, short, 3], // floating point
  ];
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  head.write("II*\0", 0, "latin1");
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, value], nth) => {
    head.writeUInt16LE(tag, 10 + nth * 12);
    head.writeUInt16LE(type, 12 + nth * 12);
    head.writeUInt32LE(1, 14 + nth * 12);
    head.writeUInt32LE(value, 18 + nth * 12);
  });
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}

test.each(["png", "jpeg", "webp"] as const)("a photo's own picture is taken: %s", async (format) => {
  const photo = await save("photo.png", ramp());
  const output = await save(`output.${format}`, ramp().tint("#c84").toFormat(format));
  await expect(checkOutput(output.workPath, photo)).resolves.toBeUndefined();
});

test("a picture of another size is refused with both sizes, also the photo lying on its side", async () => {
  const photo = await save("photo.png", ramp());
  const tiny = await save("tiny.png", ramp().resize(5, 5));
  const turned = await save("turned.png", ramp().rotate(90));
  await expect(checkOutput(tiny.workPath, photo)).rejects.toMatchObject(refused);
  await expect(checkOutput(tiny.workPath, photo)).rejects.toThrow("5 × 5 pixels, but the photo has 160 × 120");
  await expect(checkOutput(turned.workPath, photo)).rejects.toMatchObject(refused);
});

test("what does not decode to its end is refused: text, and every kind of picture that is cut off", async () => {
  const photo = await save("photo.png", ramp());
  const text = path.join(dir, "text.png");
  await writeFile(text, "done");
  await expect(checkOutput(text, photo)).rejects.toMatchObject(refused);
  for (const format of ["png", "jpeg", "webp"] as const) {
    const whole = await save(`whole.${format}`, ramp().toFormat(format));
    const bytes = await readFile(whole.workPath);
    const cut = path.join(dir, `cut.${format}`);
    await writeFile(cut, bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    await expect(checkOutput(cut, photo), format).rejects.toMatchObject(refused);
  }
});

test.each([0, 128, 255])("one single color (%i) is refused for a photo that shows something", async (level) => {
  const photo = await save("photo.png", ramp());
  const output = await save("flat.png", flat(level));
  await expect(checkOutput(output.workPath, photo)).rejects.toThrow("one single color");
});

test("black for a photo of floating-point samples between 0 and 1 is refused", async () => {
  const file = path.join(dir, "float.tiff");
  await writeFile(file, writeFloatTiff(Float32Array.from({ length: width * height }, (_, at) => (at % width) / width)));
  const photo = { workPath: file, width, height };
  const black = await save("black.png", flat(0));
  await expect(checkOutput(black.workPath, photo)).rejects.toMatchObject(refused);
});

test("a blank page and a photo of hardly visible grain may come back as one color", async () => {
  const blank = await save("blank.png", flat(250));
  await expect(checkOutput((await save("out.png", flat(248))).workPath, blank)).resolves.toBeUndefined();
  const grainy = await save("grainy.png", grain(4));
  await expect(checkOutput((await save("even.png", flat(202))).workPath, grainy)).resolves.toBeUndefined();
});

test("an output of strong, even grain is not one color, though its shrunk copy is", async () => {
  const photo = await save("photo.png", ramp());
  await expect(checkOutput((await save("grain.png", grain(40))).workPath, photo)).resolves.toBeUndefined();
});

test("one pixel is a picture too", async () => {
  const photo = await save("pixel.png", flat(90, { width: 1, height: 1 }));
  const output = await save("pixel-out.png", flat(91, { width: 1, height: 1 }));
  await expect(checkOutput(output.workPath, photo)).resolves.toBeUndefined();
});

test("a page with one faint speck may come back as one color: JPEG and WebP lose it", async () => {
  const samples = Buffer.alloc(width * height, 255);
  samples[width * 31 + 77] = 246;
  const photo = await save("speck.png", sharp(samples, { raw: { width, height, channels: 1 } }));
  await expect(checkOutput((await save("page.webp", flat(255).webp())).workPath, photo)).resolves.toBeUndefined();
});

test("what transparency hides is no picture: a white sign on nothing may come back as a white page", async () => {
  const isSign = (at: number) => at % width > 40 && at % width < 120;
  const samples = Buffer.from(
    Array.from({ length: width * height }, (_, at) => Array(4).fill(isSign(at) ? 255 : 0)).flat(),
  );
  const photo = await save("sign.png", sharp(samples, { raw: { width, height, channels: 4 } }));
  await expect(checkOutput((await save("white.jpg", flat(255).jpeg())).workPath, photo)).resolves.toBeUndefined();
  await expect(
    checkOutput((await save("alpha.png", flat(0))).workPath, await save("faint.png", ramp().ensureAlpha(0.5))),
  ).rejects.toMatchObject(refused);
});
