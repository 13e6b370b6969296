import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { readPhotoMetadata } from "./read-photo-metadata";
import {
  chunk,
  comment,
  iptc,
  jfif,
  packedText,
  physical,
  plainText,
  wideText,
  withExifAndXmp,
  writeGif,
  writeJpeg,
  writePng,
  writeTiff,
} from "./testing/write-photos";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "metadata-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function read(bytes: Buffer, chosen = {}) {
  const file = path.join(dir, `${made++}`);
  await writeFile(file, bytes);
  return readPhotoMetadata(file, chosen);
}
const latin1 = (text: string): [number, Buffer][] => [[120, Buffer.from(text, "latin1")]];

describe("IPTC", () => {
  it("is read in the charset that it declares", async () => {
    const datasets: [number, Buffer][] = [
      [120, Buffer.from("Grüße aus Łódź")],
      [25, Buffer.from("Köln")],
      [25, Buffer.from("1943")],
      [55, Buffer.from("19430201")],
      [60, Buffer.from("101500+0100")],
    ];
    const { texts } = await read(await writeJpeg(iptc(datasets)));
    expect(texts).toMatchObject({
      description: ["Grüße aus Łódź"],
      keywords: ["Köln", "1943"],
      dateCreated: ["1943-02-01T10:15:00+01:00"],
    });
  });

  it.each([
    ["UTF-8", Buffer.from("Köln, Österreich")],
    ["Latin-1", Buffer.from("K\xf6ln, \xd6sterreich", "latin1")],
    ["Mac Roman", Buffer.from("K\x9aln, \x85sterreich", "latin1")],
  ])("that declares none is recognized as %s", async (_, data) => {
    const { texts } = await read(await writeJpeg(iptc([[120, data]], null)));
    expect(texts?.description).toEqual(["Köln, Österreich"]);
  });

  it("of Windows keeps its quotes and dashes", async () => {
    const { texts } = await read(await writeJpeg(iptc(latin1("don\x92t \x96 \x93yes\x94\x85"), null)));
    expect(texts?.description).toEqual(["don’t – “yes”…"]);
  });

  it("in a TIFF is read though written as 32-bit numbers the wrong way round", async () => {
    const [, payload] = iptc([[120, Buffer.from("Uncle Bob, Tulsa")]]);
    const datasets = payload.subarray(payload.indexOf(0x1c));
    const even = Buffer.concat([datasets, Buffer.alloc((4 - (datasets.length % 4)) % 4)]);
    const { texts } = await read(writeTiff({ 33723: even.swap32() }));
    expect(texts?.description).toEqual(["Uncle Bob, Tulsa"]);
  });
});

describe("PNG", () => {
  it("says what its three kinds of text say, and what ImageMagick packed", async () => {
    const [, segment] = iptc([[80, Buffer.from("A. Weiß")]]);
    const resources = segment.subarray("Photoshop 3.0\0".length);
    const hex = `\niptc\n${String(resources.length).padStart(8)}\n${resources.toString("hex")}\n`;
    const { texts, keywordTexts } = await read(
      await writePng(
        plainText("Description", "caf\xe9"),
        packedText("Copyright", "© Archive"),
        wideText("Title", "Grüße"),
        wideText("Album", "Number 7"),
        packedText("Raw profile type iptc", hex),
        plainText("date:create", "2024-01-01"),
      ),
    );
    expect(texts).toEqual({ title: ["Grüße"], description: ["café"], creator: ["A. Weiß"], rights: ["© Archive"] });
    expect(keywordTexts?.map(({ keyword }) => keyword)).toEqual(["Description", "Copyright", "Title", "Album"]);
  });

  it("with a text that unpacks to gigabytes is read without it", async () => {
    const bomb = packedText("Comment", Buffer.alloc(64 * 1024 * 1024, "a"));
    const { texts } = await read(await writePng(bomb, plainText("Title", "Small")));
    expect(texts).toEqual({ title: ["Small"] });
  });
});

test("a TIFF says what the chosen page says, with NULs inside a text", async () => {
  const file = writeTiff(
    { 270: "Uncle Bob\0\0 Tulsa\0", 315: "K\xf6nig", 306: "1999:01:02 03:04:05", 282: [600, 1], 283: [300, 1], 296: 2 },
    { 270: "The back", 282: [120, 1], 283: [120, 1], 296: 3 },
  );
  expect(await read(file)).toMatchObject({
    texts: { description: ["Uncle Bob Tulsa"], creator: ["König"], modifyDate: ["1999-01-02T03:04:05"] },
    resolution: { x: 600, y: 300, unit: "inch" },
  });
  const { texts, resolution } = await read(file, { page: 2 });
  expect(texts).toEqual({ description: ["The back"] });
  expect([resolution?.unit, Math.round((resolution?.x ?? 0) * 10)]).toEqual(["cm", 3048]);
  expect((await read(file, { page: 3 })).texts).toBeUndefined();
});

test("comments of JPEG and GIF are read", async () => {
  expect((await read(await writeJpeg(comment("one"), comment("Köln")))).texts).toEqual({ comment: ["one\nKöln"] });
  expect((await read(await writeGif("scanned by Anna"))).texts).toEqual({ comment: ["scanned by Anna"] });
});

test.each(["jpeg", "png", "webp", "avif"] as const)("EXIF and XMP of %s are read", async (format) => {
  const { exif, xmp, texts } = await read(await withExifAndXmp(format));
  expect(exif?.toString("latin1", 0, 2)).toMatch(/II|MM/);
  expect(xmp?.toString()).toContain("Album of 1943");
  expect(texts).toMatchObject({ rights: ["Archive of Bonn"], origin: ["Album of 1943"] });
});

describe("the size", () => {
  it("of a photo lying on its side is that of the upright one, and turns with it", async () => {
    const size = { 282: [600, 1], 283: [300, 1], 296: 2 } as const;
    const upright = { x: 300, y: 600, unit: "inch" };
    expect((await read(writeTiff({ ...size, 282: [600, 1], 283: [300, 1], 274: 6 }))).resolution).toEqual(upright);
    expect((await read(await writeJpeg(jfif(1, 600, 300)), { rotate: 90 })).resolution).toEqual(upright);
    expect((await read(await writeJpeg(jfif(1, 600, 300)), { rotate: 181 })).resolution).toMatchObject({ x: 600 });
  });

  it.each([
    ["no unit", async () => writeJpeg(jfif(0, 1, 1))],
    ["a shape only", async () => writePng(physical(2, 1, 0))],
    ["libvips's word for not known", async () => writePng(physical(1000, 1000))],
    ["nothing", async () => writePng()],
    ["zero", async () => writeTiff({ 282: [0, 1], 283: [0, 0], 296: 2 })],
  ])("is not known where the file says %s", async (_, write) => {
    expect((await read(await write())).resolution).toBeUndefined();
  });
});

test("damage never throws, wherever it is", async () => {
  const files = [
    await writeJpeg(jfif(1, 300, 300), comment("c"), iptc(latin1("x"))),
    await writePng(
      plainText("Title", "x"),
      packedText("Comment", "y"),
      physical(5000, 5000),
      chunk("eXIf", Buffer.from("II*\0")),
    ),
    writeTiff({ 270: "text", 282: [300, 1], 283: [300, 1] }, { 270: "two" }),
    await writeGif("comment"),
    await withExifAndXmp("webp"),
  ];
  const damage = fc.tuple(
    fc.nat(files.length - 1),
    fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }),
    fc.nat(600),
  );
  await fc.assert(
    fc.asyncProperty(damage, async ([nth, changes, cut]) => {
      const bytes = Buffer.from(files[nth] ?? []).subarray(0, 20 + cut);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      await expect(read(bytes)).resolves.toBeTypeOf("object");
    }),
    { numRuns: 150 },
  );
});
