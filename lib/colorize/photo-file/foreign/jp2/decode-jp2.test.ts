import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { setUpDecoding } from "../../../../testing/pictures/decode-bytes";
import { decodeJp2 } from "./decode-jp2";

// Made with OpenJPEG's own program, lossless: x·4, y·6, (x + y)·2 in 8 bits, and more finely in 12 and 16.
const fixture = (name: string) => readFile(path.join(import.meta.dirname, "../fixtures", name));
const decode = setUpDecoding("jp2", decodeJp2);

const box = (type: string, inside: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.length);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, inside]);
};
/** A file of this codestream with these `colr` boxes. */
const wrap = (codestream: Buffer, ...colors: Buffer[]) =>
  Buffer.concat([
    box("jP  ", Buffer.from("\r\n\x87\n", "latin1")),
    box("ftyp", Buffer.from("jp2 \0\0\0\0jp2 ", "latin1")),
    box(
      "jp2h",
      Buffer.concat([
        box("ihdr", Buffer.from("000000280000003c000307070000", "hex")),
        ...colors.map((color) => box("colr", color)),
      ]),
    ),
    box("jp2c", codestream),
  ]);
const codestreamOf = (file: Buffer) => file.subarray(file.indexOf(Buffer.from("ff4fff51", "hex")));

it("8 bits, as a file and as a bare codestream, to the bit", async () => {
  const file = await fixture("gradient-8.jp2");
  for (const bytes of [file, codestreamOf(file)]) {
    const picture = await decode(bytes);
    expect(picture).toMatchObject({ width: 60, height: 40, channels: 3, depth: "uchar", pages: 1 });
    expect([picture.at(0, 0), picture.at(59, 0), picture.at(7, 39)]).toEqual([
      [0, 0, 0],
      [236, 0, 118],
      [28, 234, 92],
    ]);
  }
});

it("16 bits keep each of their levels, in color and in gray", async () => {
  const color = await decode(await fixture("gradient-16.jp2"));
  expect(color).toMatchObject({ channels: 3, depth: "ushort" });
  expect(color.at(7, 39)).toEqual([28 * 257 - 3, 234 * 257, 92 * 256]);
  const gray = await decode(await fixture("gray-16.jp2"));
  expect(gray).toMatchObject({ channels: 1, depth: "ushort" });
  expect([gray.at(1, 0), gray.at(10, 5)]).toEqual([[6553], [65_530]]);
});

it("12 bits are brought to the whole range of 16", async () => {
  const picture = await decode(await fixture("gradient-12.jp2"));
  expect(picture.at(0, 39)[1]).toBe(Math.round((39 * 6 * 16 * 65_535) / 4095));
});

it("YCbCr with colors at half the size becomes RGB", async () => {
  const [r = 0, g = 0, b = 0] = (await decode(await fixture("sycc-420.jp2"))).at(30, 20);
  // Y 120, Cb 90, Cr 170
  expect(Math.abs(r - (120 + 1.402 * 42))).toBeLessThan(1.5);
  expect(Math.abs(g - (120 - 0.344 * -38 - 0.714 * 42))).toBeLessThan(1.5);
  expect(Math.abs(b - (120 + 1.772 * -38))).toBeLessThan(1.5);
});

it("the profile in the file comes along; with several descriptions of the color it is the one that counts", async () => {
  const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
    .withIccProfile("p3")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata());
  if (!icc) throw new Error("no profile to test with");
  const codestream = codestreamOf(await fixture("gradient-8.jp2"));
  const numbered = Buffer.from([1, 0, 0, 0, 0, 0, 16]);
  const picture = await decode(wrap(codestream, numbered, Buffer.concat([Buffer.from([2, 0, 0]), icc])));
  expect(picture.icc?.equals(icc)).toBe(true);
  expect(picture.at(7, 39)).toEqual([28, 234, 92]);
});

it("what it cannot be decoded to is refused in words, before it is decoded", async () => {
  const codestream = codestreamOf(await fixture("gradient-8.jp2"));
  const four = Buffer.from(codestream);
  four.writeUInt16BE(4, 40);
  await expect(decode(four)).rejects.toMatchObject({ code: "image_unsupported" });
  const cmyk = wrap(codestream, Buffer.from([1, 0, 0, 0, 0, 0, 12]));
  await expect(decode(cmyk)).rejects.toMatchObject({ code: "image_unsupported" });
  const bomb = Buffer.from(codestream);
  bomb.writeUInt32BE(60_000, 8);
  bomb.writeUInt32BE(60_000, 12);
  await expect(decode(bomb)).rejects.toMatchObject({ code: "image_too_many_pixels" });
});

it("a file whose pixels are gone does not decode", async () => {
  const file = await fixture("gradient-16.jp2");
  await expect(decode(file.subarray(0, 200))).rejects.toBeDefined();
  await expect(decode(file.subarray(0, 60))).rejects.toBeDefined();
  await expect(decode(wrap(Buffer.alloc(100)))).rejects.toThrow("no size");
});
