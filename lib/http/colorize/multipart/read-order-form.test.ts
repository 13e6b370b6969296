import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { maxBodyBytes, maxImageBytes } from "../../../contract/limits";
import { defaultOrder, type Order } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import { readOrderForm } from "./read-order-form";

const boundary = "XbX";
const multipart = `multipart/form-data; boundary=${boundary}`;
const end = `--${boundary}--\r\n`;
const part = (head: string, body = "JPG") => `--${boundary}\r\n${head}\r\n\r\n${body}\r\n`;
const field = (name: string, value: string) => part(`Content-Disposition: form-data; name="${name}"`, value);
const file = part('Content-Disposition: form-data; name="image"; filename="a.jpg"\r\nContent-Type: image/jpeg');

let spoolDir = "";
beforeEach(async () => {
  spoolDir = await mkdtemp(path.join(tmpdir(), "order-form-"));
});
afterEach(() => rm(spoolDir, { recursive: true, force: true }));

/** A body that arrives in pieces of `size` bytes; counts how many were taken. */
function stream(body: string | Buffer, size: number) {
  const bytes = Buffer.from(body as string, "latin1");
  const taken = { bytes: 0 };
  const readable = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (taken.bytes >= bytes.length) return controller.close();
        const chunk = bytes.subarray(taken.bytes, taken.bytes + size);
        taken.bytes += chunk.length;
        controller.enqueue(new Uint8Array(chunk));
      },
    },
    { highWaterMark: 0 },
  );
  return { readable, taken };
}

function read(body: string, { type = multipart, size = 7, signal = new AbortController().signal } = {}) {
  const headers = new Headers({ "content-type": type });
  return readOrderForm({ headers, body: stream(body, size).readable }, { spoolDir, signal });
}

async function refusal(result: Promise<unknown>) {
  const error = await result.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw new Error(`no AppError but ${String(error)}`);
  return { code: error.code, param: error.param };
}

describe("what real clients send", () => {
  const shapes: Record<string, { type?: string; body: string; name: string | null }> = {
    curl: { body: file + field("model", "tiny") + end, name: "a.jpg" },
    "curl with the fields first": { body: field("model", "tiny") + file + end, name: "a.jpg" },
    ".NET HttpClient": {
      type: `multipart/form-data; boundary="${boundary}"`,
      body:
        part(
          "Content-Type: image/jpeg\r\nContent-Disposition: form-data; name=image; filename=a.jpg; filename*=utf-8''a%C3%A9.jpg",
        ) +
        part("Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=model", "tiny") +
        end,
      name: "aé.jpg",
    },
    "Python requests": {
      body: field("model", "tiny") + part('Content-Disposition: form-data; name="image"; filename="a.jpg"') + end,
      name: "a.jpg",
    },
    "an escaped quote in the file name": {
      body: part('Content-Disposition: form-data; name="image"; filename="a\\"b.jpg"') + field("model", "tiny") + end,
      name: 'a"b.jpg',
    },
    "a file name with folders": {
      body:
        part('Content-Disposition: form-data; name="image"; filename="../../x/a.jpg"') + field("model", "tiny") + end,
      name: "a.jpg",
    },
    "a file name that is empty": {
      body: part('Content-Disposition: form-data; name="image"; filename=""') + field("model", "tiny") + end,
      name: null,
    },
    "a file name with control characters": {
      body: part('Content-Disposition: form-data; name="image"; filename="a\0\t.jpg"') + field("model", "tiny") + end,
      name: "a.jpg",
    },
    "a file name that is too long, cut where a character of two units stands": {
      body:
        part(`Content-Disposition: form-data; name="image"; filename*=utf-8''${"a".repeat(199)}%F0%9F%98%80.jpg`) +
        field("model", "tiny") +
        end,
      name: "a".repeat(199),
    },
    "a preamble and an epilogue": {
      body: `nothing\r\nto see\r\n${file}${field("model", "tiny")}${end}bye`,
      name: "a.jpg",
    },
    "a blank line in front": { body: `\r\n${file}${field("model", "tiny")}${end}`, name: "a.jpg" },
  };
  for (const [client, { type, body, name }] of Object.entries(shapes)) {
    it.each([1, 7, 1_000_000])(`${client} is understood in pieces of %i bytes`, async (size) => {
      const { order, image } = await read(body, { type, size });
      expect(order).toEqual({ ...defaultOrder, model: "tiny" });
      expect(image).toMatchObject({ kind: "file", bytes: 3, name });
      expect(image).toHaveProperty("sha256", createHash("sha256").update("JPG").digest("hex"));
      expect(await readFile(image.path, "latin1")).toBe("JPG");
    });
  }

  it("fetch with FormData is understood, a Blob without a name too", async () => {
    const form = new FormData();
    form.set("image", new Blob(["JPG"], { type: "image/jpeg" }));
    form.set("clean_scratches", "TRUE");
    form.set("face_remaster", "False");
    const request = new Request("http://localhost", { method: "POST", body: form });
    const { order, image } = await readOrderForm(request, { spoolDir, signal: request.signal });
    expect(order).toEqual({ ...defaultOrder, cleanScratches: true });
    expect(image).toMatchObject({ kind: "file", bytes: 3, name: "blob" });
  });
});

describe("the image part", () => {
  it("is text when it has no file name", async () => {
    const { image } = await read(field("image", "https://example.org/a.jpg") + end);
    expect(image).toMatchObject({ kind: "text", bytes: 25 });
    expect(await readFile(image.path, "latin1")).toBe("https://example.org/a.jpg");
  });

  it.each<[string, string, string]>([
    ["none at all", field("model", "tiny") + end, "image_missing"],
    ["an empty form", end, "image_missing"],
    ["two files", file + file + end, "image_conflict"],
    ["a file and text", file + field("image", "x") + end, "image_conflict"],
    ["text and a file", field("image", "x") + file + end, "image_conflict"],
    ["two texts", field("image", "x") + field("image", "y") + end, "image_conflict"],
    ["empty text", field("image", "") + end, "image_empty"],
    ["an empty file", part('Content-Disposition: form-data; name="image"; filename="a"', "") + end, "image_empty"],
  ])("%s is refused", async (_, body, code) => {
    expect(await refusal(read(body))).toEqual({ code, param: "image" });
  });

  it("of exactly 25 MiB is taken, and one byte more is refused", async () => {
    const head = 'Content-Disposition: form-data; name="image"; filename="a"';
    const size = 65_536;
    const { image } = await read(part(head, "x".repeat(maxImageBytes)) + end, { size });
    expect(image.bytes).toBe(maxImageBytes);
    await rm(image.path);
    expect(await refusal(read(part(head, "x".repeat(maxImageBytes + 1)) + end, { size }))).toEqual({
      code: "image_too_large",
      param: "image",
    });
  });

  it("that is too large stops the reading at once", async () => {
    const head = 'Content-Disposition: form-data; name="image"; filename="a"';
    const { readable, taken } = stream(part(head, "x".repeat(maxImageBytes + 9_000_000)) + end, 65_536);
    const request = { headers: new Headers({ "content-type": multipart }), body: readable };
    const result = readOrderForm(request, { spoolDir, signal: new AbortController().signal });
    expect((await refusal(result)).code).toBe("image_too_large");
    expect(taken.bytes).toBeLessThan(27_000_000);
  });
});

describe("the whole body", () => {
  it("is refused by its announced length, before a byte is read", async () => {
    const { readable, taken } = stream(file + end, 7);
    const headers = new Headers({ "content-type": multipart, "content-length": String(maxBodyBytes + 1) });
    const result = readOrderForm({ headers, body: readable }, { spoolDir, signal: new AbortController().signal });
    expect((await refusal(result)).code).toBe("image_too_large");
    expect(taken.bytes).toBe(0);
  });

  it("is read no further once it is refused", async () => {
    const { readable, taken } = stream(file + file + field("notes", "x".repeat(9_000_000)) + end, 65_536);
    const request = { headers: new Headers({ "content-type": multipart }), body: readable };
    const result = readOrderForm(request, { spoolDir, signal: new AbortController().signal });
    expect((await refusal(result)).code).toBe("image_conflict");
    for (let turn = 0; turn < 300; turn += 1) await new Promise(setImmediate);
    expect(taken.bytes).toBeLessThan(1_000_000);
  });

  it("is refused beyond its limit, whatever part fills it", async () => {
    const body = file + field("notes", "x".repeat(maxBodyBytes)) + end;
    expect((await refusal(read(body, { size: 65_536 }))).code).toBe("image_too_large");
  });

  it.each<[string, string, string?]>([
    ["cut off in the file", file.slice(0, -4)],
    ["cut off behind the file", file],
    ["cut off in a field", file + field("model", "tiny").slice(0, -3)],
    ["cut off in a part nobody asked for", file + field("notes", "x".repeat(50)).slice(0, -30)],
    ["empty", ""],
    ["no form at all", "hello world"],
    ["JSON", "{}", "application/json"],
    ["urlencoded", "image=x", "application/x-www-form-urlencoded"],
    ["multipart/mixed", file + end, `multipart/mixed; boundary=${boundary}`],
    ["without a boundary", file + end, "multipart/form-data"],
    ["without a content type", file + end, ""],
    ["made of too many parts", field("a", "b").repeat(41) + file + end],
  ])("that is %s is invalid_multipart", async (_, body, type) => {
    expect((await refusal(read(body, { type }))).code).toBe("invalid_multipart");
  });

  it("that breaks off with the connection is invalid_multipart", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(Buffer.from(file))),
      pull: (controller) => controller.error(new Error("ECONNRESET")),
    });
    const request = { headers: new Headers({ "content-type": multipart }), body };
    expect((await refusal(readOrderForm(request, { spoolDir, signal: new AbortController().signal }))).code).toBe(
      "invalid_multipart",
    );
  });

  it("that never comes is cut by the deadline, with the deadline's own error", async () => {
    const deadline = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(Buffer.from(file.slice(0, -5)))),
      pull: () => new Promise(() => deadline.abort(new AppError("invalid_multipart", { detail: "too slow" }))),
    });
    const request = { headers: new Headers({ "content-type": multipart }), body };
    await expect(readOrderForm(request, { spoolDir, signal: deadline.signal })).rejects.toThrow("too slow");
  });
});

describe("the other fields", () => {
  it.each<[string, Partial<Order>]>([
    [field("output_format", "webp"), { outputFormat: "webp" }],
    [field("strength", "0"), { strength: 0 }],
    [field("strength", " .25 "), { strength: 0.25 }],
    [field("strength", "1.0"), { strength: 1 }],
    [field("metadata", "strip_gps") + field("output_format", "jpeg"), { metadata: "strip_gps", outputFormat: "jpeg" }],
  ])("that may come with it are read: %j", async (fields, asked) => {
    expect((await read(fields + file + end)).order).toEqual({ ...defaultOrder, ...asked });
  });

  it("that are unknown are ignored, files and long ones too", async () => {
    const other = part('Content-Disposition: form-data; name="mask"; filename="m.png"', "x".repeat(200_000));
    const body = field("notes", "y".repeat(200_000)) + other + part("X-Odd: 1", "z") + file + end;
    const { image } = await read(body, { size: 65_536 });
    expect(image.bytes).toBe(3);
  });

  it.each<[string, string, string, string]>([
    ["an unknown model", field("model", "huge"), "invalid_model", "model"],
    ["an empty model", field("model", ""), "invalid_model", "model"],
    ["a boolean of another language", field("clean_scratches", "yes"), "invalid_boolean", "clean_scratches"],
    ["a number for a boolean", field("face_remaster", "1"), "invalid_boolean", "face_remaster"],
    ["an output format we do not write", field("output_format", "gif"), "invalid_option", "output_format"],
    ["an output format in capitals", field("output_format", "JPEG"), "invalid_option", "output_format"],
    ["a strength beyond 1", field("strength", "1.01"), "invalid_option", "strength"],
    ["a negative strength", field("strength", "-0.1"), "invalid_option", "strength"],
    ["an empty strength", field("strength", ""), "invalid_option", "strength"],
    ["a strength in words", field("strength", "NaN"), "invalid_option", "strength"],
    ["a strength of another notation", field("strength", "0x1"), "invalid_option", "strength"],
    ["a decimal comma", field("strength", "0,5"), "invalid_option", "strength"],
    ["an unknown metadata policy", field("metadata", "none"), "invalid_option", "metadata"],
    ["a field sent twice", field("model", "tiny") + field("model", "large"), "invalid_option", "model"],
    ["a field beyond 64 KiB", field("model", "x".repeat(65_537)), "invalid_option", "model"],
  ])("%s is refused, naming the field", async (_, fields, code, param) => {
    expect(await refusal(read(fields + file + end, { size: 65_536 }))).toEqual({ code, param });
  });
});

describe("fields that nobody knows are told", () => {
  const photo = part('Content-Disposition: form-data; name="photo"; filename="a.jpg"');
  const modelFile = part('Content-Disposition: form-data; name="model"; filename="m.txt"', "tiny");

  async function ignored(body: string) {
    const told: string[] = [];
    const headers = new Headers({ "content-type": multipart });
    const request = { headers, body: stream(body, 7).readable };
    const options = { spoolDir, signal: new AbortController().signal, onIgnored: (names: string) => told.push(names) };
    const outcome = await readOrderForm(request, options).then(
      () => "read",
      (error: AppError) => error.code,
    );
    return { outcome, told };
  }

  it.each<[string, string, string, string[]]>([
    [
      "once each, as the form is read",
      field("foo", "1") + field("foo", "2") + file + field("modle", "tiny"),
      "read",
      ["foo, modle (did you mean model?)"],
    ],
    ["when they are files too", photo + modelFile + file, "read", ["photo, model (must be text, not a file)"]],
    ["when the form is refused", field("foo", "1") + file + field("model", "huge"), "invalid_model", ["foo"]],
    ["when the form is refused for what they were meant to be", photo, "image_missing", ["photo"]],
    ["never where there is none", file + field("model", "tiny"), "read", []],
  ])("%s", async (_, body, outcome, told) => {
    expect(await ignored(body + end)).toEqual({ outcome, told });
  });
});
