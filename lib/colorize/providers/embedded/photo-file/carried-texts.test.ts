import exifr from "exifr";
import sharp from "sharp";
import { describe, expect, it, test } from "vitest";
import { metadataPolicies, type OutputFormat, outputFormats } from "../../../../contract/order";
import { setUpCarrying } from "../../../../testing/pictures/carry-metadata";
import { digitalSourceType } from "../../../output/metadata/ai-mark";
import {
  comment,
  iptc,
  packedText,
  plainText,
  wideText,
  withExifAndXmp,
  writeGif,
  writeJpeg,
  writePng,
  writeTiff,
} from "../../../photo-metadata/testing/write-photos";

const carry = setUpCarrying();

const all = { tiff: true, exif: true, gps: true, xmp: true, iptc: true, jfif: true, ihdr: true } as const;

/** Everything that an independent reader finds, as text. It reads no WebP, so that one's blocks are given to it. */
async function readAll(output: Buffer, format: OutputFormat): Promise<string> {
  const { exif, xmpAsString = "" } = await sharp(output).metadata();
  const block = exif?.toString("latin1", 0, 4) === "Exif" ? exif.subarray(6) : exif;
  const found = format === "webp" ? block && (await exifr.parse(block, all)) : await exifr.parse(output, all);
  const text = JSON.stringify(found ?? {});
  // It takes IPTC for Latin-1 whatever the file declares.
  return `${text} ${Buffer.from(text, "latin1").toString("utf8")} ${xmpAsString}`;
}

/** What is written into a photo, and what must be found in every output. */
const photos: Record<string, { photo: Promise<Buffer>; words: string[] }> = {
  "JPEG with IPTC and a comment": {
    photo: writeJpeg(
      iptc([
        [5, Buffer.from("Straßenbahn")],
        [25, Buffer.from("Köln")],
        [25, Buffer.from("tram")],
        [80, Buffer.from("J. Smith")],
        [90, Buffer.from("Tulsa")],
        [110, Buffer.from("Estate of Smith")],
        [120, Buffer.from("Uncle Bob & Aunt <Mary>")],
      ]),
      comment("scanned 2004 by Anna"),
    ),
    words: ["Straßenbahn", "Köln", "tram", "J. Smith", "Tulsa", "Estate of Smith", "Uncle Bob", "scanned 2004 by Anna"],
  },
  "PNG with texts": {
    photo: writePng(
      plainText("Description", "Uncle Bob"),
      packedText("Copyright", "© Archive"),
      wideText("Title", "Grüße aus Łódź"),
      wideText("Album", "Number seven"),
    ),
    words: ["Uncle Bob", "© Archive", "Grüße aus Łódź", "Number seven"],
  },
  TIFF: {
    photo: Promise.resolve(
      writeTiff({
        270: "Uncle Bob\0 Tulsa",
        271: "Epson",
        305: "SilverFast",
        306: "1999:01:02 03:04:05",
        315: "B\xf6ll",
      }),
    ),
    words: ["Uncle Bob Tulsa", "SilverFast", "1999-01-02T03:04:05", "Böll"],
  },
  "GIF with a comment": { photo: writeGif("found in the attic, Köln"), words: ["found in the attic, Köln"] },
  "JPEG with EXIF and XMP": { photo: withExifAndXmp("jpeg"), words: ["Archive of Bonn", "Leica", "Album of 1943"] },
  "AVIF with EXIF and XMP": { photo: withExifAndXmp("avif"), words: ["Archive of Bonn", "Leica", "Album of 1943"] },
};

describe.each(Object.entries(photos))("what is written into a %s", (_, { photo, words }) => {
  describe.each(outputFormats)("comes out as %s", (format) => {
    it.each(metadataPolicies)("as `%s` says", async (policy) => {
      const output = await carry(await photo, format, policy);
      const found = await readAll(output, format);
      expect(found).toContain(digitalSourceType);
      for (const word of words) {
        const written = word.replace("&", "&amp;");
        expect(found.includes(word) || found.includes(written), `${word} in ${found}`).toBe(policy !== "strip");
        if (policy === "strip")
          expect(output.includes(word) || output.includes(Buffer.from(word, "latin1"))).toBe(false);
      }
    });
  });
});

test.each(outputFormats)("a place is kept in %s, and leaves no trace of it with `strip_gps`", async (format) => {
  const photo = await withExifAndXmp("png");
  const minutes = Buffer.from([0, 0, 0, 77, 0, 0, 0, 1]);
  const hasPlace = (output: Buffer) =>
    [minutes, Buffer.from(minutes).swap32(), Buffer.from("30.77N"), Buffer.from("GPSLatitude")].some((part) =>
      output.includes(part),
    );
  expect(await readAll(await carry(photo, format, "keep"), format)).toContain("51,30.77N");
  expect(hasPlace(await carry(photo, format, "keep"))).toBe(true);
  expect(hasPlace(await carry(photo, format, "strip_gps"))).toBe(false);
});

test("a place under a keyword of PNG goes with `strip_gps`, into no comment either", async () => {
  const photo = await writePng(plainText("GPSLatitude", "51.5077"), plainText("Album", "Number seven"));
  for (const format of outputFormats) {
    expect((await carry(photo, format, "keep")).includes("51.5077")).toBe(true);
    const output = await carry(photo, format, "strip_gps");
    expect([output.includes("51.5077"), output.includes("Number seven")]).toEqual([false, true]);
  }
});

test("the photo's own XMP wins over what its IPTC says", async () => {
  const xmp = await sharp(await writeJpeg())
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ' +
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">newer</rdf:li>' +
        "</rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>",
    )
    .jpeg()
    .toBuffer();
  const [marker, payload] = iptc([
    [120, Buffer.from("older")],
    [80, Buffer.from("J. Smith")],
  ]);
  const head = Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff]);
  const photo = Buffer.concat([xmp.subarray(0, 2), head, payload, xmp.subarray(2)]);
  const { xmpAsString = "" } = await sharp(await carry(photo, "webp", "keep")).metadata();
  expect(xmpAsString).toContain("newer");
  expect(xmpAsString).toContain("J. Smith");
  expect(xmpAsString).not.toContain("older");
  expect(await readAll(await carry(photo, "jpeg", "keep"), "jpeg")).toContain("older");
});

test("everything is found again in the output's own output, once", async () => {
  const { photo } = photos["JPEG with IPTC and a comment"] ?? {};
  const first = await carry((await photo) ?? Buffer.alloc(0), "tiff", "keep");
  const second = await carry(await carry(first, "png", "keep"), "jpeg", "keep");
  const found = await exifr.parse(second, all);
  expect(found.subject).toEqual(["Köln", "tram"]);
  const { xmpAsString = "" } = await sharp(second).metadata();
  expect(xmpAsString.split("<dc:description>").length).toBe(2);
  expect(xmpAsString.split("DigitalSourceType").length).toBe(2);
});
