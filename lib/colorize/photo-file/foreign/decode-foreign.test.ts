import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { AppError } from "../../../errors/app-error";
import { decodeForeign } from "./decode-foreign";
import type { ForeignFormat } from "./foreign-task";
import { makeBmp } from "./testing/make-bmp";
import { makePdf } from "./testing/make-pdf";

// Each start of the worker loads and compiles a decoder, which takes a starved machine long.
vi.setConfig({ testTimeout: 180_000 });

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "decode-foreign-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const never = new AbortController().signal;
const bmp = makeBmp({ width: 2, height: 1, bits: 24, pixels: [1, 2, 3, 4, 5, 6, 0, 0] });
const fixture = (name: string) => readFile(path.join(import.meta.dirname, name));

type Run = { page?: number; account?: string; signal?: AbortSignal };
async function run(format: ForeignFormat, bytes: Uint8Array, { page = 1, account = "a", signal = never }: Run = {}) {
  made += 1;
  const [file, outPath] = [path.join(dir, `in-${made}`), path.join(dir, `out-${made}`)];
  await writeFile(file, bytes);
  const holder = { account, isTest: false };
  const decoded = await decodeForeign({ path: file, format, page, outPath, maxPixels: 50_000_000, signal, holder });
  const { width, height } = await sharp(outPath).metadata();
  return { ...decoded, width, height };
}
const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

it("every format decodes in the worker, one after the other", async () => {
  expect(await run("heic", await fixture("../../image-input/fixtures/pastoral-96x64.heic"))).toMatchObject({
    width: 96,
    height: 64,
    pages: 1,
  });
  expect(await run("jp2", await fixture("fixtures/gradient-16.jp2"))).toMatchObject({ width: 60, height: 40 });
  expect(await run("jxl", await fixture("fixtures/gradient.jxl"))).toMatchObject({ width: 40, height: 30 });
  expect(await run("bmp", bmp)).toMatchObject({ width: 2, height: 1 });
  const image = {
    data: Buffer.alloc(6, 99),
    width: 2,
    height: 1,
    entries: "/ColorSpace /DeviceRGB /BitsPerComponent 8",
  };
  expect(await run("pdf", makePdf([{}, { images: [image] }]), { page: 2 })).toMatchObject({
    width: 2,
    height: 1,
    pages: 2,
  });
});

it("a file with several pages says so where none was chosen", async () => {
  const image = {
    data: Buffer.alloc(6, 99),
    width: 2,
    height: 1,
    entries: "/ColorSpace /DeviceRGB /BitsPerComponent 8",
  };
  const album = makePdf([{ images: [image] }, { images: [image] }]);
  expect(await run("pdf", album)).toMatchObject({ pages: 2, notes: ["first_of_several"] });
  expect(await run("pdf", album, { page: 2 })).toMatchObject({ pages: 2, notes: [] });
});

it("what one decoder cannot read is damaged, and the next photo is read as if nothing had been", async () => {
  const garbage = Buffer.alloc(5000, 0xa5);
  for (const format of ["jxl", "jp2", "pdf"] as const) {
    expect(await codeOf(run(format, garbage))).toBe("image_corrupt");
    // Each claims to be another one's file.
    expect(
      await codeOf(
        run(format, await fixture("fixtures/gradient-8.jp2").then((file) => (format === "jp2" ? bmp : file))),
      ),
    ).toBe("image_corrupt");
    expect(await run("bmp", bmp)).toMatchObject({ width: 2 });
  }
});

it("refusals keep their code, say what to do, and that nothing was charged", async () => {
  const missing = run("bmp", bmp, { page: 7 });
  await expect(missing).rejects.toMatchObject({ code: "page_not_found", param: "page" });
  await expect(missing).rejects.toThrow("The file has only one page, so there is no page 7. Nothing was charged.");
  await expect(run("pdf", makePdf([{}]))).rejects.toMatchObject({ code: "image_unsupported", param: "image" });
});

it("who gives up while it decodes reads why, and holds nobody up", async () => {
  const stop = new AbortController();
  const running = run("jp2", await fixture("fixtures/gradient-16.jp2"), { signal: stop.signal });
  setImmediate(() => stop.abort(new Error("gone home")));
  await expect(running).rejects.toThrow("gone home");
  expect(await run("bmp", bmp)).toMatchObject({ width: 2 });
});

it("accounts take turns: many photos of one do not hold up another's", async () => {
  const order: string[] = [];
  const send = (account: string) => run("bmp", bmp, { account }).then(() => order.push(account));
  await Promise.all([...Array.from({ length: 8 }, () => send("greedy")), send("other")]);
  expect(order.indexOf("other")).toBeLessThanOrEqual(3);
});
