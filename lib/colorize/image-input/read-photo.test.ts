import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { maxImageBytes, maxPixels } from "../../contract/limits";
import { plainEdits } from "../../contract/photos/edits";
import { listPhotoFormats } from "../../contract/photos/photo-formats";
import { AppError } from "../../errors/app-error";
import { limitPixels } from "../photo-file/pixel-limit";
import { readPhoto } from "./read-photo";

const heicFile = path.join(import.meta.dirname, "fixtures/pastoral-96x64.heic");
const samplePhoto = path.resolve("public/samples/march-pastoral.jpg");

let spoolDir = "";
beforeEach(async () => {
  spoolDir = await mkdtemp(path.join(tmpdir(), "read-photo-"));
});
afterEach(() => rm(spoolDir, { recursive: true, force: true }));

const signal = new AbortController().signal;
const fetchImage = async (): Promise<never> => {
  throw new AppError("image_url_unreachable", { detail: "asked to fetch" });
};
const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function readFileImage(bytes: Buffer, name: string | null = "a.jpg") {
  const file = path.join(spoolDir, "upload");
  await writeFile(file, bytes);
  const image = { kind: "file" as const, path: file, bytes: bytes.length, sha256: hash(bytes), name };
  return readPhoto(image, { spoolDir, fetchImage, edits: plainEdits, signal });
}

async function readText(text: string | Buffer, fetch: Parameters<typeof readPhoto>[1]["fetchImage"] = fetchImage) {
  const file = path.join(spoolDir, "upload");
  const bytes = Buffer.from(text as string);
  await writeFile(file, bytes);
  return readPhoto(
    { kind: "text", path: file, bytes: bytes.length },
    { spoolDir, fetchImage: fetch, edits: plainEdits, signal },
  );
}

async function refusal(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

/** Noise does not compress to nothing, so that cutting a file cuts pixels. */
const noise = (width = 60, height = 40) =>
  sharp({
    create: { width, height, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 40 } },
  });
const encode = (format: (typeof encodable)[number], image = noise()) => image.toFormat(format).toBuffer();
const encodable = ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const;

describe("a file", () => {
  it.each(encodable)("that is %s is read with its size", async (format) => {
    const bytes = await encode(format);
    const photo = await readFileImage(bytes, "grandma.jpg");
    expect(photo).toMatchObject({ format, width: 60, height: 40, name: "grandma.jpg", bytes: bytes.length });
    expect(photo.sha256).toBe(hash(await readFile(photo.path)));
  });

  it("that is HEIC, as phones send it, is read with its size", async () => {
    expect(await readFileImage(await readFile(heicFile))).toMatchObject({ format: "heic", width: 96, height: 64 });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("with EXIF orientation %i has the size that people see", async (orientation) => {
    const bytes = await noise().withMetadata({ orientation }).jpeg().toBuffer();
    const [width, height] = orientation > 4 ? [40, 60] : [60, 40];
    expect(await readFileImage(bytes)).toMatchObject({ width, height });
  });

  it("that moves counts as its first frame", async () => {
    const frames = [noise(30, 20), noise(30, 20), noise(30, 20)].map((frame) => frame.png().toBuffer());
    const joined = sharp(await Promise.all(frames), { join: { animated: true } });
    expect(await readFileImage(await joined.clone().webp().toBuffer())).toMatchObject({ width: 30, height: 20 });
    expect(await readFileImage(await joined.clone().gif().toBuffer())).toMatchObject({ width: 30, height: 20 });
  });

  it("with 16 bits, CMYK, gray, transparency or a palette is taken", async () => {
    const kinds = [
      noise().toColourspace("rgb16").png(),
      noise().toColourspace("cmyk").jpeg(),
      noise().toColourspace("b-w").png(),
      noise().toColourspace("b-w").ensureAlpha(0.5).png(),
      noise().png({ palette: true }),
      noise().withIccProfile("p3").jpeg({ progressive: true }),
      noise().toColourspace("grey16").tiff({ compression: "deflate" }),
    ];
    for (const kind of kinds)
      expect(await readFileImage(await kind.toBuffer())).toMatchObject({ width: 60, height: 40 });
  });
});

describe("what is no photo", () => {
  it.each([
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ["PostScript", "%!PS-Adobe-3.0"],
    ["HTML", "<!doctype html><title>403</title>"],
    ["plain text", "hello"],
  ])("%s is refused, and the answer names what is accepted", async (_, text) => {
    const error = await refusal(readFileImage(Buffer.from(text)));
    expect(error.code).toBe("image_unsupported");
    expect(error.message).toContain(listPhotoFormats("and"));
  });

  it.each(encodable)(
    "a %s cut in half, near its end, or after its first bytes is refused as corrupt",
    async (format) => {
      const bytes = await encode(format, noise(300, 200));
      for (const part of [0.5, 0.9]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part));
        expect((await refusal(readFileImage(cut))).code).toBe("image_corrupt");
      }
      expect((await refusal(readFileImage(bytes.subarray(0, 32)))).code).toBe("image_corrupt");
    },
  );

  it("a real photo that lost its last kilobyte is refused as corrupt", async () => {
    const bytes = await readFile(samplePhoto);
    expect((await refusal(readFileImage(bytes.subarray(0, -1024)))).code).toBe("image_corrupt");
  });

  it("a HEIC cut off or without its header is refused as corrupt", async () => {
    const bytes = await readFile(heicFile);
    for (const end of [40, 300, bytes.length - 400]) {
      expect((await refusal(readFileImage(bytes.subarray(0, end)))).code).toBe("image_corrupt");
    }
  });

  it("bytes behind a true beginning are refused as corrupt, whatever they are", async () => {
    for (const format of encodable) {
      const bytes = Buffer.concat([(await encode(format)).subarray(0, 16), Buffer.alloc(2000, 0xa5)]);
      expect((await refusal(readFileImage(bytes))).code).toBe("image_corrupt");
    }
  });
});

describe("a bomb", () => {
  /** A PNG header that announces a size; nothing behind it is ever needed. */
  async function bigPng(width: number, height: number) {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#000" } })
      .png()
      .toBuffer();
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    const { crc32 } = await import("node:zlib");
    bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
    return bytes;
  }

  it("is refused by its header, with its numbers", async () => {
    const error = await refusal(readFileImage(await bigPng(60_000, 60_000)));
    expect(error.code).toBe("image_too_many_pixels");
    expect(error.message).toContain("60000 × 60000 pixels (3600.0 megapixels). The limit is 100 megapixels.");
  });

  it("in a GIF, JPEG or HEIC header is refused the same way", async () => {
    const gif = await encode("gif");
    const picture = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 60, 0, 40, 0]));
    gif.writeUInt16LE(60_000, picture + 5);
    gif.writeUInt16LE(60_000, picture + 7);
    const jpeg = await encode("jpeg");
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(60_000, frame + 5);
    jpeg.writeUInt16BE(60_000, frame + 7);
    const heic = await readFile(heicFile);
    const ispe = heic.indexOf("ispe");
    heic.writeUInt32BE(60_000, ispe + 8);
    heic.writeUInt32BE(60_000, ispe + 12);
    for (const bytes of [gif, jpeg, heic]) {
      expect((await refusal(readFileImage(bytes))).code).toBe("image_too_many_pixels");
    }
  });

  it("is what exceeds the limit, and what reaches it is fine", async () => {
    limitPixels(50_000_000);
    onTestFinished(() => limitPixels(maxPixels));
    const flat = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: "#333" } })
        .png({ compressionLevel: 1 })
        .toBuffer();
    expect(await readFileImage(await flat(10_000, 5000))).toMatchObject({ width: 10_000, height: 5000 });
    expect((await refusal(readFileImage(await flat(10_000, 5001)))).code).toBe("image_too_many_pixels");
  });
});

describe("text", () => {
  it("is read as base64 in every spelling, as a data URL, and as bytes without a name", async () => {
    const bytes = await encode("png");
    const base64 = bytes.toString("base64");
    const percent = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
    const spellings = [
      base64,
      bytes.toString("base64url"),
      `\n ${base64.replace(/.{76}/g, "$&\r\n")} \n`,
      `\uFEFF${base64}`,
      `data:image/png;base64,${base64}`,
      `  DATA:image/png;charset=x;BASE64,${base64}\n`,
      `data:;base64,${encodeURIComponent(base64)}`,
      `data:image/png,${percent}`,
      bytes,
    ];
    for (const text of spellings) {
      const photo = await readText(text);
      expect(photo).toMatchObject({ format: "png", width: 60, height: 40, name: null, bytes: bytes.length });
      expect(photo.sha256).toBe(hash(bytes));
      await rm(photo.path);
    }
  });

  it("that is an address is fetched", async () => {
    const bytes = await encode("jpeg");
    const asked: string[] = [];
    const photo = await readText(" HTTPS://example.org/a.jpg?x=1\n", async (url, to) => {
      asked.push(url);
      await writeFile(to.path, bytes);
      return { bytes: bytes.length, sha256: hash(bytes) };
    });
    expect(asked).toEqual(["HTTPS://example.org/a.jpg?x=1"]);
    expect(photo).toMatchObject({ format: "jpeg", width: 60, height: 40, name: null });
  });

  it.each([
    ["words", "hello, world!", "image_unsupported"],
    ["base64 of no image", Buffer.from("hello world, this is text").toString("base64"), "image_unsupported"],
    ["base64 that is cut off", "AAAAA", "image_unsupported"],
    ["a data URL of no image", "data:text/plain,hello", "image_unsupported"],
    ["a data URL of SVG", "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E", "image_unsupported"],
    ["a data URL without a comma", "data:image/png;base64", "image_corrupt"],
    ["a data URL with broken base64", "data:image/png;base64,AAA!", "image_corrupt"],
    ["white space", " \n\t ", "image_empty"],
    ["an empty data URL", "data:image/png;base64,", "image_empty"],
    ["an address too long", `https://example.org/${"a".repeat(5000)}`, "image_url_invalid"],
    ["an endless address", `https://example.org/${"a".repeat(50_000)}`, "image_url_invalid"],
  ])("that is %s is refused", async (_, text, code) => {
    expect(await refusal(readText(text))).toMatchObject({ code, param: "image" });
  });

  it("may hold 25 MiB decoded, to the byte, in every spelling", async () => {
    const exact = Buffer.alloc(maxImageBytes, 0x41);
    const over = Buffer.alloc(maxImageBytes + 1, 0x41);
    const wrapped = (bytes: Buffer) => bytes.toString("base64").replace(/.{76}/g, "$&\r\n");
    const spell = [wrapped, (bytes: Buffer) => `data:;base64,${bytes.toString("base64")}`];
    for (const spelling of spell) {
      expect((await refusal(readText(spelling(exact)))).code).toBe("image_unsupported");
      await rm(path.join(spoolDir, "photo"));
      expect((await refusal(readText(spelling(over)))).code).toBe("image_too_large");
      await rm(path.join(spoolDir, "photo"));
    }
  });
});
