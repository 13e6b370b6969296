import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plainEdits } from "../../../contract/photos/edits";
import { AppError } from "../../../errors/app-error";
import { readPhoto } from "../read-photo";
import { cleanBase64 } from "./clean-base64";

let spoolDir = "";
let photo: Buffer;
let base64 = "";
beforeAll(async () => {
  photo = await sharp({
    create: {
      width: 60,
      height: 40,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
  base64 = photo.toString("base64");
});
beforeEach(async () => {
  spoolDir = await mkdtemp(path.join(tmpdir(), "spellings-"));
});
afterEach(() => rm(spoolDir, { recursive: true, force: true }));

const signal = new AbortController().signal;
const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
let asked: string[] = [];
const fetchImage = async (url: string, to: { path: string }) => {
  asked.push(url);
  await writeFile(to.path, photo);
  return { bytes: photo.length, sha256: hash(photo) };
};

async function send(kind: "text" | "file", text: string) {
  asked = [];
  const file = path.join(spoolDir, "upload");
  const bytes = Buffer.from(text);
  await writeFile(file, bytes);
  const received = { path: file, bytes: bytes.length };
  const image =
    kind === "text"
      ? { kind, ...received }
      : { kind, ...received, sha256: hash(bytes), name: "photo.jpg" as string | null };
  return readPhoto(image, { spoolDir, fetchImage, signal, edits: plainEdits });
}

async function refusal(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

/** Ways in which programs really spell the base64 of a photo. */
const spellings: [string, (base64: string) => string][] = [
  ["base64", (text) => text],
  ["base64 in lines", (text) => text.replace(/.{76}/g, "$&\r\n")],
  ["base64 in lines that are indented", (text) => text.replace(/.{64}/g, "$&\n    ")],
  ["base64 in groups of four", (text) => text.replace(/.{4}/g, "$& ")],
  [
    "base64 for addresses, without padding",
    (text) => text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  ],
  ["base64 whose plus signs became spaces", (text) => text.replaceAll("+", " ")],
  ["base64 in lines whose plus signs became spaces", (text) => text.replace(/.{76}/g, "$&\n").replaceAll("+", " ")],
  ["base64 in double quotation marks", (text) => `"${text}"\n`],
  ["Python's bytes", (text) => `b'${text}'`],
  ["Python's bytes in lines", (text) => `b"${text.replace(/.{76}/g, "$&\\n")}\\n"`],
  ["JSON as PHP writes it", (text) => `"${text.replaceAll("/", "\\/")}"`],
  ["base64 that is percent-encoded", (text) => encodeURIComponent(text)],
  ["a data URL", (text) => `data:image/jpeg;base64,${text}`],
  ["a data URL in quotation marks", (text) => `'data:image/jpeg;base64,${text}'`],
  ["a data URL whose plus signs became spaces", (text) => `data:image/jpeg;base64,${text.replaceAll("+", " ")}`],
  ["a data URL with a quoted comma", (text) => `data:image/jpeg;name="a,b;base64,c.jpg";base64,${text}`],
  ["a data URL that does not say base64", (text) => `data:image/jpeg,${text}`],
  ["a data URL without its beginning", (text) => `image/jpeg;base64,${text}`],
  ["a data URL in front of a data URL", (text) => `data:image/png;base64,data:image/jpeg;base64,${text}`],
];

describe.each(["text", "file"] as const)("as %s", (kind) => {
  it.each(spellings)("%s is the photo to the byte", async (_, spell) => {
    expect(base64).toContain("+");
    const read = await send(kind, spell(base64));
    expect(read).toMatchObject({ format: "jpeg", width: 60, height: 40, bytes: photo.length, sha256: hash(photo) });
    expect(read.name).toBe(kind === "file" ? "photo.jpg" : null);
    expect(await readFile(read.path)).toEqual(photo);
  });
});

it.each(["https://example.org/a.jpg?b=c", '"https:\\/\\/example.org\\/a.jpg?b=c"', "<https://example.org/a.jpg?b=c>"])(
  "the address %s is fetched as it is meant",
  async (text) => {
    await send("text", text);
    expect(asked).toEqual(["https://example.org/a.jpg?b=c"]);
  },
);

it.each<[string, string, string]>([
  ["undefined", "image_unsupported", "`undefined`"],
  ["null", "image_unsupported", "`null`"],
  ["'NaN'", "image_unsupported", "`NaN`"],
  ["None", "image_unsupported", "`None`"],
  ["[object Object]", "image_unsupported", "File or Blob itself"],
  ["[object File]", "image_unsupported", "File or Blob itself"],
  ["data:image/png;base64,undefined", "image_unsupported", "`undefined`"],
  ["C:\\Users\\me\\photo.jpg", "image_unsupported", "path of a file on your own computer"],
  ["\\\\server\\photos\\a.jpg", "image_unsupported", "path of a file on your own computer"],
  ["/home/me/my photo.jpg", "image_unsupported", "path of a file"],
  ["photos/grandma.png", "image_unsupported", "path of a file"],
  ["photo.jpg", "image_unsupported", "name of a file"],
  ["@photo.jpg", "image_unsupported", "-F image=@photo.jpg"],
  ['"@photo.jpg"', "image_unsupported", "-F image=@photo.jpg"],
  ["file:///home/me/a.jpg", "image_url_invalid", "your own computer"],
  ["blob:https://example.org/1", "image_url_invalid", "A blob: address"],
  ["example.org/a.jpg", "image_unsupported", "`https://` in front"],
  ["//www.example.org/a.jpg", "image_unsupported", "`https://` in front"],
  ['{"image":"https://example.org/a.jpg"}', "image_unsupported", "is JSON"],
  ["https://example.org/1.jpg\nhttps://example.org/2.jpg", "image_url_invalid", "more than one address"],
])("the text %s is refused in words that help, and nothing is fetched", async (text, code, words) => {
  const error = await refusal(send("text", text));
  expect(error).toMatchObject({ code, param: "image" });
  expect(error.message).toContain(words);
  expect(asked).toEqual([]);
});

it.each<[string, string, string]>([
  ["undefined", "image_unsupported", "`undefined`"],
  ["https://example.org/a.jpg", "image_unsupported", "holds a web address"],
  ["A page of notes, no photo.", "image_unsupported", "text, not an image"],
  [`data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ!`, "image_corrupt", "base64 text, which cannot be decoded"],
])("a file that holds %s is refused in words that help, and nothing is fetched", async (text, code, words) => {
  const error = await refusal(send("file", text));
  expect(error).toMatchObject({ code, param: "image" });
  expect(error.message).toContain(words);
  expect(asked).toEqual([]);
});

it("quotation marks are removed wherever the pieces of a text end, and nothing may follow them", async () => {
  async function* pieces(text: string, size: number) {
    for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), "latin1");
  }
  const clean = async (text: string, size: number) => {
    const parts: Buffer[] = [];
    for await (const part of cleanBase64(pieces(text, size), { quote: '"', spacesArePlus: true })) parts.push(part);
    return Buffer.concat(parts).toString();
  };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (size) => {
      expect(await clean('AB CD\\/E\\nF  G" \r\n', size)).toBe("AB+CD/EF++G");
      await expect(clean('AB" CD', size)).rejects.toThrow("after the closing quotation mark");
    }),
  );
});
