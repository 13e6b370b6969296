import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { drawAfter, drawBefore, drawCard } from "./draw-preview";
import { readPixels } from "./read-pixels";

const [width, height] = [64, 48];
const red = [60_000, 8000, 8000];
let dir = "";
let deep = "";
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "deep-"));
  deep = path.join(dir, "deep.png");
  const pixels = Uint16Array.from({ length: width * height * 3 }, (_, at) => red[at % 3] ?? 0);
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .toColourspace("rgb16")
    .png()
    .toFile(deep);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** sRGB by the one way that sharp does not take around by Display P3. */
async function expected(): Promise<number[]> {
  const image = sharp(deep).toColourspace("srgb").withIccProfile("srgb", { attach: false });
  return [...(await image.raw().toBuffer()).subarray(0, 3)];
}

it.each([
  ["the photo in a share", drawBefore],
  ["the output in a share", drawAfter],
  ["the card of a link", drawCard],
])("%s of 16 bits has the colors of sRGB", async (name, draw) => {
  const to = path.join(dir, name.replaceAll(" ", "-"));
  await draw({ from: deep, to });
  const drawn = [...(await sharp(to).raw().toBuffer()).subarray(0, 3)];
  const wanted = await expected();
  drawn.forEach((value, channel) => {
    expect(Math.abs(value - (wanted[channel] ?? 0)), `${drawn} for ${wanted}`).toBeLessThan(6);
  });
});

it("so have the pixels that before-and-after pictures are drawn from", async () => {
  const pixels = await readPixels(deep, { width: 8, height: 6 });
  expect(pixels.length).toBe(8 * 6 * 3);
  expect([...pixels.subarray(0, 3)]).toEqual(await expected());
});
