import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { normalizeExif } from "../output/metadata/normalize-exif";
import { readPhotoMetadata } from "./read-photo-metadata";
import { packedText, plainText, writePng } from "./testing/write-photos";
import { TiffReader } from "./tiff/tiff-directory";
import { readXmpTexts } from "./xmp/xmp-texts";

const megabyte = 1024 * 1024;

/** A little-endian block whose main directory has these entries, of type BYTE or LONG, and `size` bytes in all. */
function makeBlock(entries: { tag: number; type: 1 | 4; count: number; value: number }[], size: number): Buffer {
  const block = Buffer.alloc(Math.max(size, 14 + entries.length * 12));
  block.write("II*\0", 0, "latin1");
  block.writeUInt32LE(8, 4);
  block.writeUInt16LE(entries.length, 8);
  entries.forEach(({ tag, type, count, value }, nth) => {
    const at = 10 + nth * 12;
    block.writeUInt16LE(tag, at);
    block.writeUInt16LE(type, at + 2);
    block.writeUInt32LE(count, at + 4);
    block.writeUInt32LE(value, at + 8);
  });
  return block;
}

it("a thousand values that lie over each other are not all read", () => {
  const entries = Array.from({ length: 1000 }, (_, nth) => ({ tag: 60_000 + nth, type: 1 as const }));
  const file = makeBlock(
    entries.map((entry, nth) => ({ ...entry, count: 3 * megabyte, value: 20_000 + nth })),
    4 * megabyte,
  );
  const reader = TiffReader.of(file);
  const bytes = reader?.directory(reader.first)?.entries.reduce((sum, { data }) => sum + data.length, 0);
  expect(bytes).toBeLessThanOrEqual(16 * megabyte);
});

it("XMP that gives one namespace thousands of names is read in no time", () => {
  const names = Array.from({ length: 5000 }, (_, nth) => ` xmlns:p${nth}="http://purl.org/dc/elements/1.1/"`).join("");
  const packet = `<rdf:RDF><rdf:Description${names} dc:format="x"><dc:title>Found</dc:title></rdf:Description></rdf:RDF>`;
  const started = performance.now();
  expect(readXmpTexts(packet).title).toEqual(["Found"]);
  expect(performance.now() - started).toBeLessThan(5000);
});

it("texts of PNG that unpack to a hundred times their size are unpacked a few times only", async () => {
  const dir = await mkdtemp(path.join(tmpdir(), "hostile-"));
  try {
    const file = path.join(dir, "photo");
    const bomb = packedText("Raw profile type foo", Buffer.alloc(7 * megabyte, 0x61));
    await writeFile(file, await writePng(...Array(5).fill(bomb), plainText("Title", "Behind five")));
    expect((await readPhotoMetadata(file)).texts).toBeUndefined();
    await writeFile(file, await writePng(bomb, plainText("Title", "Behind one")));
    expect((await readPhotoMetadata(file)).texts).toEqual({ title: ["Behind one"] });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});

it.each([
  [
    "thousands of places",
    makeBlock(
      Array.from({ length: 20_000 }, () => ({ tag: 0x8825, type: 4 as const, count: 1, value: 250_000 })),
      300_000,
    ),
  ],
  [
    "a place whose values lie over each other",
    Buffer.concat([
      makeBlock([{ tag: 0x8825, type: 4, count: 1, value: 1024 }], 1024),
      makeBlock(
        Array.from({ length: 900 }, () => ({ tag: 2, type: 1 as const, count: megabyte, value: megabyte })),
        2.5 * megabyte,
      ).subarray(8),
    ]),
  ],
])("EXIF with %s is dropped instead of being cleaned for minutes", (_, exif) => {
  expect(normalizeExif(exif, { withoutGps: true })).toBeNull();
});
