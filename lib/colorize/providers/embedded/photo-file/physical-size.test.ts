import exifr from "exifr";
import sharp from "sharp";
import { describe, expect, it, test } from "vitest";
import { type OutputFormat, outputFormats } from "../../../../contract/order";
import { setUpCarrying } from "../../../../testing/pictures/carry-metadata";
import {
  iptc,
  jfif,
  physical,
  withExifAndXmp,
  writeJpeg,
  writePng,
  writeTiff,
} from "../../../photo-metadata/testing/write-photos";

const carry = setUpCarrying();

type Said = { x: number; y: number; unit: string };

/** Every place of the file that says a size, as an independent reader and the bytes have it. */
async function readSizes(output: Buffer, format: OutputFormat): Promise<Record<string, Said>> {
  const { exif } = await sharp(output).metadata();
  const block = exif?.toString("latin1", 0, 4) === "Exif" ? exif.subarray(6) : exif;
  const bytes = format === "webp" ? block : output;
  const options = { tiff: true, jfif: true, mergeOutput: false, translateValues: false } as const;
  const found = bytes && (await exifr.parse(bytes, options));
  const said: Record<string, Said> = {};
  const take = (name: string, directory?: { XResolution?: number; YResolution?: number; ResolutionUnit?: number }) => {
    if (directory?.XResolution === undefined) return;
    // JFIF counts its units from 1, EXIF from 2.
    const unit = ["inch", "cm"][(directory.ResolutionUnit ?? 0) - (name === "jfif" ? 1 : 2)] ?? "none";
    said[name] = { x: directory.XResolution, y: directory.YResolution ?? 0, unit };
  };
  take("directory", found?.ifd0);
  take("jfif", found?.jfif);
  const at = output.indexOf("pHYs");
  if (format === "png" && at > 0) {
    said.pHYs = { x: output.readUInt32BE(at + 4), y: output.readUInt32BE(at + 8), unit: "meter" };
  }
  return said;
}

const places: Record<OutputFormat, string[]> = {
  png: ["directory", "pHYs"],
  jpeg: ["directory", "jfif"],
  webp: ["directory"],
  tiff: ["directory"],
  avif: ["directory"],
};

describe.each(outputFormats)("in a %s", (format) => {
  it.each<[string, () => Promise<Buffer> | Buffer, number, number]>([
    ["JFIF", () => writeJpeg(jfif(1, 600, 300)), 600, 300],
    ["pHYs", () => writePng(physical(23622, 11811)), 600, 300],
    ["pHYs that was cut, not rounded", () => writePng(physical(5905, 2834)), 150, 72],
    ["TIFF", () => writeTiff({ 282: [600, 1], 283: [300, 1], 296: 2 }), 600, 300],
    ["EXIF", () => withExifAndXmp("webp"), 400, 400],
  ])("the size of %s is said everywhere the format has a place, and agrees", async (_, write, x, y) => {
    const said = await readSizes(await carry(await write(), format), format);
    expect(Object.keys(said)).toEqual(places[format]);
    for (const [place, size] of Object.entries(said)) {
      if (place !== "pHYs") expect(size, place).toEqual({ x, y, unit: "inch" });
      else expect([Math.abs(size.x * 0.0254 - x) < 0.03, Math.abs(size.y * 0.0254 - y) < 0.03]).toEqual([true, true]);
    }
  });

  it("centimeters stay centimeters", async () => {
    const photo = writeTiff({ 282: [23622, 100], 283: [23622, 100], 296: 3 });
    const said = await readSizes(await carry(photo, format), format);
    expect(said.directory).toEqual({ x: 236.22, y: 236.22, unit: "cm" });
    // Whole numbers only: 236 would be half a millimeter off in ten centimeters.
    if (said.jfif) expect(said.jfif).toEqual({ x: 600, y: 600, unit: "inch" });
    const whole = await readSizes(await carry(await writeJpeg(jfif(2, 118, 118)), format), format);
    expect((whole.jfif ?? whole.directory)?.unit).toBe("cm");
  });

  it.each<[string, () => Promise<Buffer>]>([
    ["no size", () => writePng()],
    [
      "a size that libvips made up",
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
          .png()
          .toBuffer(),
    ],
    ["a shape only", () => writeJpeg(jfif(0, 1, 1), iptc([[80, Buffer.from("J. Smith")]]))],
  ])("of a photo with %s there is none", async (_, write) => {
    expect(await readSizes(await carry(await write(), format), format)).toEqual({});
  });

  it("`strip` leaves the size where the format has a place for it outside EXIF", async () => {
    const output = await carry(writeTiff({ 282: [600, 1], 283: [600, 1], 296: 2 }), format, "strip");
    const expected = { png: ["pHYs"], jpeg: ["jfif"], tiff: ["directory"], webp: [], avif: [] }[format];
    expect(Object.keys(await readSizes(output, format))).toEqual(expected);
  });
});

test("EXIF's 72 dpi, its word for not known, gives way to another place", async () => {
  const photo = await sharp(await writeJpeg())
    .withExif({ IFD0: { XResolution: "72/1", YResolution: "72/1", ResolutionUnit: "2" } })
    .withMetadata({ density: 72 })
    .jpeg()
    .toBuffer();
  const [marker, payload] = jfif(1, 600, 600);
  const withBoth = Buffer.concat([
    photo.subarray(0, 2),
    Buffer.from([0xff, marker, 0, payload.length + 2]),
    payload,
    photo.subarray(2),
  ]);
  const said = await readSizes(await carry(withBoth, "jpeg"), "jpeg");
  expect([said.directory?.x, said.jfif?.x]).toEqual([600, 600]);
  expect((await readSizes(await carry(photo, "jpeg"), "jpeg")).jfif?.x).toBe(72);
});

test("Photoshop's resource beside IPTC says the same", async () => {
  const output = await carry(await writeJpeg(jfif(1, 600, 300), iptc([[80, Buffer.from("J. Smith")]])), "jpeg");
  const at = output.indexOf(Buffer.from("8BIM\x03\xed", "latin1")) + 12;
  expect([output.readUInt32BE(at) / 65_536, output.readUInt32BE(at + 8) / 65_536]).toEqual([600, 300]);
});
