import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PhotoBench } from "./testing/judge-lightness";
import { makeTiff, type TiffPlan } from "./testing/make-tiff";

const bench = new PhotoBench();
beforeAll(() => bench.open());
afterAll(() => bench.close());

const plan: TiffPlan = { width: 40, height: 30, bits: 12, samples: 1, photometric: 1, paint: (x, y) => x * 90 + y };
const corrupt = { code: "image_corrupt" };
const patched = (bytes: Buffer, tag: number, value: number): Buffer => {
  const at = bytes.readUInt32LE(4) + 2;
  for (let index = 0; index < bytes.readUInt16LE(at - 2); index++)
    if (bytes.readUInt16LE(at + index * 12) === tag) bytes.writeUInt32LE(value, at + index * 12 + 8);
  return bytes;
};

describe("a TIFF that lies", () => {
  it("about its size is refused by its header", async () => {
    const wide = patched(patched(makeTiff(plan), 256, 60_000), 257, 60_000);
    await expect(bench.prepare(wide, "tiff")).rejects.toMatchObject({ code: "image_too_many_pixels" });
    const second = makeTiff(plan, plan);
    const next = second.readUInt32LE(second.readUInt32LE(4) + 2 + second.readUInt16LE(second.readUInt32LE(4)) * 12);
    // Width and height are a directory's first entries.
    for (const entry of [0, 1]) second.writeUInt32LE(60_000, next + 2 + entry * 12 + 8);
    await expect(bench.prepare(second, "tiff", { page: 2 })).rejects.toMatchObject({ code: "image_too_many_pixels" });
  });

  it("about the length of its rows, which are held whole, is refused", async () => {
    const endless = patched(patched(makeTiff(plan), 256, 5_000_000), 257, 1);
    await expect(bench.prepare(endless, "tiff")).rejects.toMatchObject({ code: "image_unsupported" });
  });

  it("about where its pixels are, or how many, is corrupt", async () => {
    await expect(bench.prepare(patched(makeTiff(plan), 273, 0x7fffffff), "tiff")).rejects.toMatchObject(corrupt);
    await expect(bench.prepare(patched(makeTiff({ ...plan, deflate: true }), 257, 9000), "tiff")).rejects.toMatchObject(
      corrupt,
    );
    await expect(bench.prepare(makeTiff({ ...plan, drops: [273] }), "tiff")).rejects.toMatchObject(corrupt);
  });

  it("with directories that lead back to themselves has the pages it has", async () => {
    const loop = makeTiff(plan);
    const at = loop.readUInt32LE(4);
    loop.writeUInt32LE(at, at + 2 + loop.readUInt16LE(at) * 12);
    expect(await bench.prepare(loop, "tiff")).toMatchObject({ pages: 1, width: 40, height: 30 });
  });

  it("with more in a strip than its rows gives its rows", async () => {
    const bomb = deflateSync(Buffer.alloc(200_000_000));
    const tiff = makeTiff({ ...plan, deflate: true });
    const at = tiff.length;
    const grown = patched(patched(Buffer.concat([tiff, bomb]), 273, at), 279, bomb.length);
    expect(await bench.prepare(grown, "tiff")).toMatchObject({ width: 40, height: 30 });
  });

  it("leaves the reader free for the next one", async () => {
    const broken = patched(makeTiff({ ...plan, deflate: true }), 257, 9000);
    const results = await Promise.allSettled([1, 2, 3].map(() => bench.prepare(broken, "tiff")));
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    await expect(bench.prepare(makeTiff(plan), "tiff")).resolves.toMatchObject({ width: 40 });
  });
});

describe("a TIFF of a kind that cannot be read is named, with what to save it as", () => {
  const kinds: [string, Partial<TiffPlan> & { compression?: number }, RegExp][] = [
    ["Zstandard", { compression: 50_000 }, /Zstandard compression/],
    ["JPEG 2000", { compression: 34_712 }, /JPEG 2000 compression/],
    ["sensor data", { photometric: 32_803 }, /raw sensor data/],
    ["hundreds of channels", { samples: 300, extraSamples: [0] }, /300 channels/],
    ["CMYK in floating point", { photometric: 5, samples: 4, bits: 32, kind: "float" }, /CMYK of 32 bits/],
    ["YCbCr at half resolution", { photometric: 6, samples: 3, bits: 8 }, /YCbCr colors at half resolution/],
  ];
  it.each(kinds)("%s", async (_, { compression, ...given }, words) => {
    const tiff = makeTiff({ ...plan, ...given });
    const file = compression === undefined ? tiff : patched(tiff, 259, compression);
    await expect(bench.prepare(file, "tiff")).rejects.toMatchObject({
      code: "image_unsupported",
      message: expect.stringMatching(words),
      param: "image",
    });
    await expect(bench.prepare(file, "tiff")).rejects.toThrow(/Save it as a TIFF with 8 or 16 bits/);
  });
});
