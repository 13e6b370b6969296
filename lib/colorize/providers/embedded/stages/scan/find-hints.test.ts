import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { openGraph } from "../../graphs/open-session";
import type { Raster } from "../../pixels/raster";
import { modelsDir, sample } from "../../testing/open-test-engine";
import type { FacesModel } from "../faces/find-faces";
import { findHints } from "./find-hints";
import { invertPicture, turnPicture } from "./turn-picture";
import "../../pixels/rows/node-rows";

let faces: FacesModel;
beforeAll(async () => {
  const { models } = JSON.parse(await readFile(path.join(modelsDir, "manifest.json"), "utf8"));
  const description = models.find(({ role }: { role: string }) => role === "faces");
  faces = await openGraph(path.join(modelsDir, description.file), description, 1);
});

const samples = ["march-pastoral", "dust-bowl-home", "french-alpine-landscape", "nagasaki-boats"];

async function toRaster(image: Sharp): Promise<Raster> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height, channels: 3 };
}
const photo = (name: string) => toRaster(sharp(sample(name)));

describe("a photo as it is", () => {
  it.each(samples)("gets no hint: %s", async (name) => {
    expect(await findHints(faces, await photo(name))).toEqual({ negative: false, turn: 0, photos: [] });
  });

  it.each(samples)("gets none without a face model: %s", async (name) => {
    expect(await findHints(null, await photo(name))).toEqual({ negative: false, turn: 0, photos: [] });
  });
});

describe("a negative", () => {
  it.each(["march-pastoral", "french-alpine-landscape", "nagasaki-boats"])("is noticed: %s", async (name) => {
    expect(await findHints(faces, invertPicture(await photo(name)))).toMatchObject({ negative: true });
    expect(await findHints(null, invertPicture(await photo(name)))).toMatchObject({ negative: true });
  });

  it("of color film is noticed under its orange mask, and in 16 bits", async () => {
    const raster = invertPicture(await photo("nagasaki-boats-color"));
    const mask = [0.95, 0.6, 0.38];
    const masked = { ...raster, pixels: raster.pixels.map((value, i) => value * (mask[i % 3] as number)) };
    expect(await findHints(faces, masked)).toMatchObject({ negative: true });
    const deep = { ...masked, pixels: Uint16Array.from(masked.pixels, (value) => value * 257) };
    expect(await findHints(faces, deep)).toMatchObject({ negative: true });
  });
});

describe("pictures are turned and inverted", () => {
  const pixels = Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((value) => [value, value, value]));
  const small: Raster = { pixels, width: 3, height: 2, channels: 3 };
  const read = ({ pixels: all }: Raster) => [...all].filter((_, i) => i % 3 === 0);

  it.each([
    [90, 2, [4, 1, 5, 2, 6, 3]],
    [180, 3, [6, 5, 4, 3, 2, 1]],
    [270, 2, [3, 6, 2, 5, 1, 4]],
  ] as const)("clockwise by %i degrees", (turn, width, values) => {
    const turned = turnPicture(small, turn);
    expect(turned).toMatchObject({ width, height: 6 / width });
    expect(read(turned)).toEqual(values);
  });

  it("with alpha as it was", () => {
    const clear: Raster = { pixels: Uint8Array.from([0, 100, 255, 7]), width: 1, height: 1, channels: 4 };
    expect([...invertPicture(clear).pixels]).toEqual([255, 155, 0, 7]);
  });
});
