import { readFile } from "node:fs/promises";
import path from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Picture, setUpDecoding } from "../../../../testing/pictures/decode-bytes";
import { makePdf } from "../testing/make-pdf";
import { decodePdf } from "./decode-pdf";

const decode = setUpDecoding("pdf", decodePdf);
const [width, height] = [300, 200];
const corners = { red: [200, 30, 30], green: [30, 200, 30], blue: [30, 30, 200], gray: [128, 128, 128] };

/** Red and green above, blue and gray below. */
const pixels = Buffer.from(
  Array.from({ length: width * height }, (_, i) => {
    const [isLeft, isTop] = [i % width < width / 2, i < (width * height) / 2];
    return isTop ? (isLeft ? corners.red : corners.green) : isLeft ? corners.blue : corners.gray;
  }).flat(),
);
const rgb = "/ColorSpace /DeviceRGB /BitsPerComponent 8";
const plain = { data: deflateSync(pixels), width, height, entries: `/Filter /FlateDecode ${rgb}` };
const words = "BT /F1 12 Tf 10 10 Td (Summer 1921) Tj ET";

/** The names of the corners, clockwise from the upper left. */
function around(picture: Picture): string[] {
  const [right, bottom] = [picture.width - 9, picture.height - 9];
  return [picture.at(9, 9), picture.at(right, 9), picture.at(right, bottom), picture.at(9, bottom)].map((pixel) => {
    const found = Object.entries(corners).find(([, color]) =>
      color.every((v, i) => Math.abs(v - (pixel[i] ?? -99)) < 4),
    );
    return found?.[0] ?? pixel.join("/");
  });
}

describe("the scanned picture of a page", () => {
  it("comes at its own resolution, whatever the page's size is, to the bit where it was stored so", async () => {
    const picture = await decode(makePdf([{ width: 72, height: 48, images: [plain] }]));
    expect(picture).toMatchObject({ width, height, channels: 3, depth: "uchar", pages: 1, notes: [] });
    expect(picture.at(9, 9)).toEqual(corners.red);
    expect(around(picture)).toEqual(["red", "green", "gray", "blue"]);
  });

  it("is as an independent decoder shows it where it is a JPEG", async () => {
    const jpeg = await readFile(path.resolve("public/samples/march-pastoral.jpg"));
    const { width, height } = await sharp(jpeg).metadata();
    const image = { data: jpeg, width, height, entries: `/Filter /DCTDecode ${rgb}` };
    const picture = await decode(makePdf([{ width, height, images: [image] }]));
    const expected = await sharp(jpeg).toColourspace("srgb").raw().toBuffer();
    for (let y = 5; y < height; y += 97)
      for (let x = 3; x < width; x += 101)
        for (const [c, value] of picture.at(x, y).entries())
          expect(Math.abs(value - (expected[(y * width + x) * 3 + c] ?? -99))).toBeLessThanOrEqual(3);
  });

  it("in gray stays gray; in black and white it is gray, too", async () => {
    const gray = deflateSync(Buffer.alloc(width * height, 77));
    const eight = { ...plain, data: gray, entries: "/Filter /FlateDecode /ColorSpace /DeviceGray /BitsPerComponent 8" };
    expect((await decode(makePdf([{ images: [eight] }]))).at(150, 100)).toEqual([77]);
    const one = {
      ...plain,
      data: deflateSync(Buffer.alloc(38 * height, 0xff)),
      entries: "/Filter /FlateDecode /ColorSpace /DeviceGray /BitsPerComponent 1",
    };
    expect((await decode(makePdf([{ images: [one] }]))).at(150, 100)).toEqual([255]);
  });

  it.each([
    ["turned with its page", { rotate: 90 }, undefined, ["blue", "red", "green", "gray"]],
    ["turned back with its page", { rotate: 270 }, undefined, ["green", "gray", "blue", "red"]],
    ["turned on its page", { width: 144, height: 216 }, "0 -216 144 0 0 216", ["blue", "red", "green", "gray"]],
    ["upside down on its page", {}, "-216 0 0 -144 216 144", ["gray", "blue", "red", "green"]],
    ["mirrored", {}, "-216 0 0 144 216 0", ["green", "red", "blue", "gray"]],
    ["mirrored from top to bottom", {}, "216 0 0 -144 0 144", ["blue", "gray", "green", "red"]],
  ])("%s comes out as the page shows it", async (_, page, matrix, expected) => {
    expect(around(await decode(makePdf([{ ...page, images: [{ ...plain, matrix }] }])))).toEqual(expected);
  });

  it("is found beside text for searching, and over what it covers", async () => {
    const exact = { width, height };
    expect(await decode(makePdf([{ images: [plain], before: words }]))).toMatchObject(exact);
    expect(await decode(makePdf([{ images: [plain], after: words.replace("BT", "BT 3 Tr") }]))).toMatchObject(exact);
    const covered = { ...plain, matrix: "40 0 0 30 0 0" };
    expect(await decode(makePdf([{ images: [covered, plain] }]))).toMatchObject(exact);
  });

  it("that a scanner cut into strips is put together at the strips' resolution", async () => {
    const strip = { ...plain, height: height / 2, data: deflateSync(pixels.subarray(0, pixels.length / 2)) };
    const below = { ...strip, data: deflateSync(pixels.subarray(pixels.length / 2)), matrix: "216 0 0 72 0 0" };
    const picture = await decode(makePdf([{ images: [{ ...strip, matrix: "216 0 0 72 0 72" }, below] }]));
    expect([picture.width, picture.height]).toEqual([width, height]);
    expect(around(picture)).toEqual(["red", "green", "gray", "blue"]);
  });

  it("is taken from the page that was asked for", async () => {
    const pages = [{ before: words }, { images: [plain] }, {}];
    expect(await decode(makePdf(pages), { page: 2 })).toMatchObject({ pages: 3, width, height });
  });
});

describe("a PDF is refused in words", () => {
  const small = { ...plain, matrix: "40 0 0 30 0 0" };
  it.each([
    ["with text alone", [{ before: words }], "no picture. "],
    ["with a logo beside text", [{ images: [small], after: words }], "no picture that fills it. "],
  ])("%s", async (_, pages, text) => {
    const refused = decode(makePdf(pages));
    await expect(refused).rejects.toMatchObject({ code: "image_unsupported" });
    await expect(refused).rejects.toThrow(text);
    await expect(refused).rejects.toThrow("Export the page as PNG or TIFF at 300 dpi or more");
  });

  it("with a password", async () => {
    const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${"a".repeat(32)}) /U (${"b".repeat(32)}) /P -44 >>`;
    const locked = makePdf([{ images: [plain] }], { trailer: `${encrypt} /ID [(0123456789abcdef)(0123456789abcdef)]` });
    await expect(decode(locked)).rejects.toThrow("protected with a password");
  });

  it("without such a page", async () => {
    await expect(decode(makePdf([{}, {}]), { page: 3 })).rejects.toThrow(
      "The file has 2 pages, so there is no page 3.",
    );
  });

  it("with a picture that announces too many pixels", async () => {
    const huge = makePdf([{ images: [{ ...plain, width: 60_000, height: 60_000 }] }]);
    await expect(decode(huge)).rejects.toMatchObject({ code: "image_too_many_pixels" });
  });
});

describe("a hostile PDF ends", () => {
  const text = makePdf([{ images: [plain] }]).toString("latin1");
  const changed = (from: RegExp, to: string) => Buffer.from(text.replace(from, to), "latin1");

  it("whose page tree has no end, or lies about its length", async () => {
    await expect(decode(changed(/\/Kids \[\d+ 0 R\]/, "/Kids [2 0 R]"))).rejects.toThrow("cannot be loaded");
    expect(await decode(changed(/\/Count 1/, "/Count 999999999"))).toMatchObject({ pages: 1 });
  });

  it("whose pixels would unpack to a gigabyte", async () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(64 * 1024 * 1024)));
    const entries = `/Filter [/FlateDecode /FlateDecode] ${rgb}`;
    expect(await decode(makePdf([{ images: [{ data: bomb, width, height, entries }] }]))).toMatchObject({
      width,
      height,
    });
  });
});
