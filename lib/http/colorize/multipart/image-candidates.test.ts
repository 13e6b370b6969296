import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { maxImageBytes } from "../../../contract/limits";
import { AppError } from "../../../errors/app-error";
import { readOrderForm } from "./read-order-form";

const boundary = "XbX";
const multipart = `multipart/form-data; boundary=${boundary}`;
const field = (name: string, value: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, body: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.jpg"\r\n\r\n${body}\r\n`;

let spoolDir = "";
beforeEach(async () => {
  spoolDir = await mkdtemp(path.join(tmpdir(), "aliases-"));
});
afterEach(() => rm(spoolDir, { recursive: true, force: true }));

async function read(parts: string, type = multipart) {
  const told: string[] = [];
  const names: (string | null)[] = [];
  const body = new Blob([parts, `--${boundary}--\r\n`]).stream();
  const options = { spoolDir, signal: new AbortController().signal };
  const { image } = await readOrderForm(
    { headers: new Headers({ "content-type": type }), body },
    { ...options, onIgnored: (ignored) => told.push(ignored), onName: (name) => names.push(name) },
  );
  return { kind: image.kind, body: await readFile(image.path, "latin1"), told, name: names.at(-1) };
}

async function refusal(result: Promise<unknown>): Promise<AppError> {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return error;
}

it.each(["image[]", "image[0]", "images", "images[]", "Image", "file", "files[]", "upload", "img"])(
  "a file named %s is the image where no other part could be",
  async (name) => {
    expect(await read(field("model", "tiny") + file(name, "JPG"))).toEqual({
      kind: "file",
      body: "JPG",
      told: [],
      name: `${name}.jpg`,
    });
  },
);

it("an address named image[] is the image too; a text in a form's button is not", async () => {
  const address = "https://example.org/a.jpg";
  expect(await read(field("image[]", address))).toMatchObject({ kind: "text", body: address });
  expect((await refusal(read(field("upload", "Send")))).code).toBe("image_missing");
});

it.each([
  ["before", file("file", "OTHER") + file("image", "JPG")],
  ["behind", file("image", "JPG") + file("file", "OTHER")],
  ["around", file("file", "OTHER") + file("image", "JPG") + file("image[]", "THIRD")],
])("with a part named image, another one %s it is dropped and told, as it always was", async (_, parts) => {
  const { body, told, name } = await read(parts);
  expect({ body, name }).toEqual({ body: "JPG", name: "image.jpg" });
  expect(told.join()).toContain("file");
});

it("a text named image behind another file keeps none of that file's names", async () => {
  const answer = await read(file("file", "OTHER") + field("image", "https://example.org/a.jpg"));
  expect(answer).toMatchObject({ kind: "text", body: "https://example.org/a.jpg", name: null });
});

it.each([
  ["a file", file("file", "TWO")],
  ["a file of the same name", file("image[]", "TWO")],
  ["an address", field("image[]", "TWO")],
])("of two parts that could be the image none is taken, the second being %s", async (_, second) => {
  const error = await refusal(read(file("image[]", "ONE") + second));
  expect(error).toMatchObject({ code: "image_conflict", param: "image" });
  expect(error.message).toContain("name its part `image`");
});

it("another part that is too large is refused alone, and passes beside an image", async () => {
  const huge = "x".repeat(maxImageBytes + 1);
  expect((await refusal(read(file("file", huge)))).code).toBe("image_too_large");
  await rm(path.join(spoolDir, "upload-by-another-name"));
  expect((await read(file("file", huge) + file("image", "JPG"))).body).toBe("JPG");
});

it("a form without any names what it has", async () => {
  const error = await refusal(read(file("photo", "JPG") + field("größe \u0007", "1")));
  expect(error.code).toBe("image_missing");
  expect(error.message).toMatch(/no part named `image`.* It has `photo`\.$/);
});

it.each([
  ["application/json; charset=utf-8", "it is JSON"],
  ["application/x-www-form-urlencoded", "-F instead of -d"],
  ["image/jpeg", "-F image=@photo.jpg"],
  ["multipart/form-data", "let the HTTP library write"],
  ["", "it has none"],
])("a body of the type '%s' is refused with what to do", async (type, words) => {
  const error = await refusal(read(file("image", "JPG"), type));
  expect(error.code).toBe("invalid_multipart");
  expect(error.message).toContain(words);
});
