import { expect, it } from "vitest";
import { setUpDecoding } from "../../../../testing/pictures/decode-bytes";
import { makeBmp } from "../testing/make-bmp";
import { decodeBmp } from "./decode-bmp";

const decode = setUpDecoding("bmp", decodeBmp);
const grays = (count: number) => Array.from({ length: count }, (_, i) => Array(4).fill((i * 255) / (count - 1))).flat();
const red = [0, 0, 255, 0];
const white = [255, 255, 255, 0];

it("24 bits: blue comes first in the file, the bottom row too, and rows are padded", async () => {
  const pixels = [10, 20, 30, 40, 50, 60, 70, 80, 90, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0];
  const picture = await decode(makeBmp({ width: 3, height: 2, bits: 24, pixels }));
  expect(picture).toMatchObject({ width: 3, height: 2, channels: 3, depth: "uchar", pages: 1, notes: [] });
  expect([picture.at(0, 0), picture.at(2, 0), picture.at(0, 1)]).toEqual([
    [3, 2, 1],
    [9, 8, 7],
    [30, 20, 10],
  ]);
  const topDown = await decode(makeBmp({ width: 3, height: -2, bits: 24, pixels }));
  expect([topDown.at(0, 0), topDown.at(0, 1)]).toEqual([
    [30, 20, 10],
    [3, 2, 1],
  ]);
});

it.each([
  [1, [0b10000000, 0, 0, 0, 0b01000000, 0, 0, 0], 2],
  [4, [0xf0, 0x00, 0, 0, 0x0f, 0, 0, 0], 16],
  [8, [255, 0, 0, 0, 0, 255, 0, 0], 256],
])("%i bits with a palette of grays is a gray picture", async (bits, pixels, colors) => {
  const picture = await decode(makeBmp({ width: 2, height: 2, bits, palette: grays(colors), pixels }));
  expect(picture.channels).toBe(1);
  expect([picture.at(0, 0), picture.at(1, 0), picture.at(0, 1), picture.at(1, 1)]).toEqual([[0], [255], [255], [0]]);
});

it("a palette of colors makes an RGB picture", async () => {
  const picture = await decode(
    makeBmp({ width: 2, height: 1, bits: 8, palette: [...red, ...white], pixels: [0, 1, 0, 0] }),
  );
  expect(picture.channels).toBe(3);
  expect([picture.at(0, 0), picture.at(1, 0)]).toEqual([
    [255, 0, 0],
    [255, 255, 255],
  ]);
});

it("run lengths of 8 and 4 bits are expanded: runs, literal pixels, ends of rows, moves", async () => {
  const rle8 = [3, 1, 0, 0, 0, 3, 1, 0, 1, 0, 0, 0, 0, 2, 1, 0, 1, 1, 0, 1];
  const eight = await decode(
    makeBmp({ width: 3, height: 3, bits: 8, compression: 1, palette: [0, 0, 0, 0, ...white], pixels: rle8 }),
  );
  const row = (y: number) => [0, 1, 2].map((x) => eight.at(x, y)[0]);
  expect([row(2), row(1), row(0)]).toEqual([
    [255, 255, 255],
    [255, 0, 255],
    [0, 255, 0],
  ]);
  const four = await decode(
    makeBmp({ width: 4, height: 1, bits: 4, compression: 2, palette: grays(16), pixels: [2, 0xf0, 0, 2, 0, 0, 0, 1] }),
  );
  expect([four.at(0, 0), four.at(1, 0), four.at(2, 0)]).toEqual([[255], [0], [0]]);
});

it("bit fields: 5-6-5 uses the whole range, and a field for alpha makes transparency", async () => {
  const pixel = Buffer.alloc(4);
  pixel.writeUInt16LE(0xffe0, 0);
  const fields = await decode(
    makeBmp({ width: 1, height: 1, bits: 16, compression: 3, masks: [0xf800, 0x07e0, 0x001f, 0], pixels: pixel }),
  );
  expect(fields.at(0, 0)).toEqual([255, 255, 0]);
  const masks: [number, number, number, number] = [0xff0000, 0xff00, 0xff, 0xff000000];
  const alpha = await decode(
    makeBmp({ width: 1, height: 1, bits: 32, compression: 3, masks, pixels: [30, 20, 10, 128] }),
  );
  expect(alpha.at(0, 0)).toEqual([10, 20, 30, 128]);
  const opaque = await decode(makeBmp({ width: 1, height: 1, bits: 32, pixels: [30, 20, 10, 0] }));
  expect(opaque.at(0, 0)).toEqual([10, 20, 30]);
});

it("what is missing, leaves the picture, or is for printers is refused, never half a picture", async () => {
  const short = makeBmp({ width: 9, height: 9, bits: 24, pixels: [1, 2, 3] });
  await expect(decode(short)).rejects.toThrow("pixels are missing");
  const wild = makeBmp({ width: 2, height: 1, bits: 8, compression: 1, palette: grays(256), pixels: [99, 1] });
  await expect(decode(wild)).rejects.toThrow("leaves the picture");
  const jpeg = makeBmp({ width: 2, height: 1, bits: 24, compression: 4, pixels: [0, 0] });
  await expect(decode(jpeg)).rejects.toMatchObject({ code: "image_unsupported" });
  const bomb = makeBmp({ width: 60_000, height: 60_000, bits: 1, compression: 0, pixels: [0] });
  await expect(decode(bomb)).rejects.toMatchObject({ code: "image_too_many_pixels" });
  await expect(
    decode(makeBmp({ width: 1, height: 1, bits: 24, pixels: [0, 0, 0, 0] }), { page: 2 }),
  ).rejects.toMatchObject({ code: "page_not_found" });
});
