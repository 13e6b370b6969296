import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plainEdits } from "../../contract/photos/edits";
import { preparePhoto } from "./prepare-photo";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "jpeg-"));
});
afterAll(() => rm(dir, { recursive: true }));

/** A JPEG up to its frame: one row of eight gray samples that are not there. */
const jpegOf = (marker: number, bits: number) =>
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, marker, 0, 11, bits, 0, 8, 0, 8, 1, 1, 0x11, 0, 0xff, 0xd9]);

async function prepare(bytes: Buffer) {
  const file = path.join(dir, "photo.jpg");
  await writeFile(file, bytes);
  return preparePhoto({
    path: file,
    format: "jpeg",
    spoolDir: dir,
    edits: plainEdits,
    signal: new AbortController().signal,
  });
}

test.each([
  [0xc1, 12, /JPEG with 12 bits a sample/],
  [0xc3, 8, /JPEG in lossless compression/],
  [0xc9, 8, /JPEG in arithmetic coding/],
  [0xf7, 8, /JPEG-LS/],
])("a JPEG that no decoder here reads is named and not called damaged (%i, %i bits)", async (marker, bits, words) => {
  await expect(prepare(jpegOf(marker, bits))).rejects.toMatchObject({
    code: "image_unsupported",
    message: expect.stringMatching(words),
  });
});

test("an ordinary JPEG that is cut off is damaged", async () => {
  await expect(prepare(jpegOf(0xc0, 8))).rejects.toMatchObject({ code: "image_corrupt" });
});
