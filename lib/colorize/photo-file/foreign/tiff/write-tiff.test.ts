import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sliceRows } from "./pixel-rows";
import { type TiffPicture, writeTiff } from "./write-tiff";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "write-tiff-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));
const newFile = () => path.join(dir, `${made++}.tif`);

it.each([
  { channels: 1, depth: 8, space: "b-w" },
  { channels: 3, depth: 8, space: "srgb" },
  { channels: 4, depth: 8, space: "srgb" },
  { channels: 1, depth: 16, space: "grey16" },
  { channels: 4, depth: 16, space: "rgb16" },
] as const)(
  "$channels channels of $depth bits read back to the bit, over several strips",
  async ({ channels, depth, space }) => {
    const [width, height] = [401, 703];
    const bytes = width * height * channels * (depth / 8);
    const samples = Uint8Array.from({ length: bytes }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
    const file = newFile();
    await writeTiff(file, { width, height, channels, depth }, sliceRows(samples, width * channels * (depth / 8)));
    const image = sharp(file, { failOn: "warning" });
    expect(await image.metadata()).toMatchObject({ width, height, channels, space, hasAlpha: channels % 2 === 0 });
    const kind = depth === 16 ? "ushort" : "uchar";
    const data = await image.toColourspace(space).raw({ depth: kind }).toBuffer();
    expect(data.equals(samples)).toBe(true);
  },
);

it("gray with alpha reads back as such", async () => {
  const file = newFile();
  await writeTiff(file, { width: 2, height: 1, channels: 2, depth: 8 }, [Uint8Array.of(10, 200, 30, 40)]);
  expect([...(await sharp(file).raw().toBuffer())]).toEqual([10, 10, 10, 200, 30, 30, 30, 40]);
});

it("the profile is there, byte by byte", async () => {
  const icc = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
    .withIccProfile("p3")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata())
    .then((metadata) => metadata.icc);
  const file = newFile();
  await writeTiff(file, { width: 1, height: 1, channels: 3, depth: 8, icc }, [Uint8Array.of(1, 2, 3)]);
  expect((await sharp(file).metadata()).icc?.equals(icc ?? Buffer.alloc(0))).toBe(true);
});

it("fewer or more samples than the picture has are an error, and a file that is there stays", async () => {
  const picture: TiffPicture = { width: 2, height: 2, channels: 1, depth: 8 };
  await expect(writeTiff(newFile(), picture, [Uint8Array.of(1, 2, 3)])).rejects.toThrow("3 bytes of 4");
  await expect(writeTiff(newFile(), picture, [Uint8Array.of(1, 2, 3, 4, 5)])).rejects.toThrow("5 bytes of 4");
  const file = newFile();
  await writeTiff(file, picture, [Uint8Array.of(1, 2, 3, 4)]);
  const before = await readFile(file);
  await expect(writeTiff(file, picture, [])).rejects.toMatchObject({ code: "EEXIST" });
  expect((await readFile(file)).equals(before)).toBe(true);
});
