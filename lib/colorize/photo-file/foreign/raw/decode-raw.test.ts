import sharp from "sharp";
import { expect, it } from "vitest";
import { setUpDecoding } from "../../../../testing/pictures/decode-bytes";
import { makeRaw } from "../testing/make-raw";
import { decodeRaw } from "./decode-raw";
import { findDirectory, isRawDirectory, readDirectory } from "./read-main-directory";

const decode = setUpDecoding("raw", decodeRaw);

/** Red at the left, blue at the right. */
async function makeJpeg(width: number, height: number) {
  const half = { create: { width: Math.floor(width / 2), height, channels: 3, background: "#c02020" } } as const;
  const left = await sharp(half).png().toBuffer();
  const whole = sharp({ create: { width, height, channels: 3, background: "#2020c0" } });
  return whole
    .composite([{ input: left, left: 0, top: 0 }])
    .jpeg({ quality: 95 })
    .toBuffer();
}
const isRed = ([r = 0, , b = 0]: number[]) => r > 150 && b < 80;
const [thumb, full] = [await makeJpeg(160, 120), await makeJpeg(900, 600)];

it("the largest preview is taken, not the first and not the raw pixels, and that is said", async () => {
  for (const jpegs of [
    [thumb, full],
    [full, thumb],
  ]) {
    const picture = await decode(makeRaw({ jpegs }));
    expect(picture).toMatchObject({ width: 900, height: 600, notes: ["raw_preview"], pages: 1 });
    expect(isRed(picture.at(10, 300))).toBe(true);
  }
});

it.each([
  [6, 600, 900, 300, 10],
  [8, 600, 900, 300, 890],
  [3, 900, 600, 890, 300],
])("it is upright by the file's main directory (%i)", async (orientation, width, height, x, y) => {
  for (const littleEndian of [true, false]) {
    const picture = await decode(makeRaw({ jpegs: [full], orientation, littleEndian }));
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(isRed(picture.at(x, y))).toBe(true);
  }
});

it("a preview that says itself how it stands is turned once", async () => {
  const own = await sharp(full).withMetadata({ orientation: 6 }).toBuffer();
  for (const orientation of [6, 1])
    expect(await decode(makeRaw({ jpegs: [own], orientation }))).toMatchObject({ width: 600, height: 900 });
});

it("files that are no TIFF (Olympus, Panasonic) are read the same way", async () => {
  for (const magic of ["IIRO", "IIU\0"]) {
    expect(await decode(makeRaw({ jpegs: [thumb, full], magic, orientation: 6 }))).toMatchObject({
      width: 600,
      height: 900,
    });
  }
});

it("the next preview is taken when the largest is damaged", async () => {
  const cut = (await makeJpeg(1800, 1200)).subarray(0, 2000);
  expect(await decode(makeRaw({ jpegs: [full, cut] }))).toMatchObject({ width: 900, height: 600 });
});

it("without a preview worth coloring it is refused in words; larger ones than allowed are passed over", async () => {
  const refused = decode(makeRaw({ jpegs: [thumb] }));
  await expect(refused).rejects.toMatchObject({ code: "image_unsupported" });
  await expect(refused).rejects.toThrow("save it as TIFF or JPEG");
  expect(await decode(makeRaw({ jpegs: [full, await makeJpeg(1800, 1200)] }), { maxPixels: 1_000_000 })).toMatchObject({
    width: 900,
  });
});

it("a TIFF is a raw file by what its directory says, and a scanner's is not", () => {
  const isRaw = (tags: [number, number][], littleEndian = true) => {
    const file = makeRaw({ jpegs: [], tags, littleEndian });
    const at = findDirectory(file);
    return at !== null && isRawDirectory(readDirectory(file.subarray(at), file));
  };
  expect(isRaw([[50_706, 0x01040000]])).toBe(true);
  expect(isRaw([[50_706, 0x01040000]], false)).toBe(true);
  expect(
    isRaw([
      [254, 1],
      [330, 999],
    ]),
  ).toBe(true);
  expect(isRaw([[259, 65_535]])).toBe(true);
  expect(
    isRaw([
      [254, 0],
      [330, 999],
      [259, 5],
    ]),
  ).toBe(false);
  expect(isRaw([[254, 1]])).toBe(false);
});
