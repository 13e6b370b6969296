import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { readLargestHeicSize } from "./read-largest-heic-size";

let dir: string;
let made = 0;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "heic-"));
});
async function sizeOf(bytes: Uint8Array) {
  const file = path.join(dir, `${made++}`);
  await writeFile(file, bytes);
  return readLargestHeicSize(file);
}

const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
const box = (type: string, ...inside: Buffer[]) => {
  const body = Buffer.concat(inside);
  return Buffer.concat([numbers(8 + body.length), Buffer.from(type, "latin1"), body]);
};
const size = (width: number, height: number) => box("ispe", numbers(0, width, height));
const meta = (...properties: Buffer[]) => box("meta", numbers(0), box("iprp", box("ipco", ...properties)));
const fileType = box("ftyp", Buffer.from("heic\0\0\0\0mif1heic", "latin1"));
const pixels = box("mdat", Buffer.alloc(64));

test("is the largest of all sizes the file names, wherever it stands: a bomb cannot hide behind a thumbnail", async () => {
  const tile = box("hvcC", Buffer.alloc(5));
  expect(await sizeOf(Buffer.concat([fileType, meta(size(160, 120), tile, size(60_000, 50_000), size(9, 9))]))).toEqual(
    { width: 60_000, height: 50_000 },
  );
  expect(await sizeOf(Buffer.concat([fileType, pixels, meta(size(40, 30)), pixels]))).toEqual({
    width: 40,
    height: 30,
  });
});

test("sizes beyond what a signed number holds are still large ones", async () => {
  expect(await sizeOf(Buffer.concat([fileType, meta(size(0xffffffff, 2))]))).toEqual({ width: 0xffffffff, height: 2 });
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["no meta box", Buffer.concat([fileType, pixels])],
  ["a meta box without properties", Buffer.concat([fileType, box("meta", numbers(0), box("hdlr"))])],
  ["no size among its properties", Buffer.concat([fileType, meta(box("colr", Buffer.alloc(12)))])],
  ["a size cut short", Buffer.concat([fileType, meta(box("ispe", numbers(0, 40)))])],
  ["a meta box that claims more than there is", Buffer.concat([fileType, numbers(9999), Buffer.from("meta")])],
  ["a box of no length, which would never end", Buffer.concat([numbers(0), Buffer.from("free"), meta(size(4, 3))])],
  ["more boxes than any photo has", Buffer.concat([...Array(70).fill(box("free", Buffer.alloc(8))), meta(size(4, 3))])],
])("a file with %s says no size", async (_what, bytes) => {
  expect(await sizeOf(bytes)).toBeNull();
});

test("whatever the bytes are, it ends without an error", async () => {
  const real = Buffer.concat([fileType, meta(size(40, 30)), pixels]);
  const damaged = fc
    .array(fc.tuple(fc.nat({ max: real.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 })
    .map((changes) => {
      const bytes = Buffer.from(real);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      const found = await sizeOf(bytes);
      if (found) expect(found.width * found.height).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});
