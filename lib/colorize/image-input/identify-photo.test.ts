import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeRaw } from "../photo-file/foreign/testing/make-raw";
import { identifyPhoto } from "./identify-photo";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "identify-photo-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function identify(bytes: Uint8Array | string) {
  const file = path.join(dir, "file");
  await writeFile(file, typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  return identifyPhoto(file);
}

it.each([
  ["8BPS\0\x01", "The file is a Photoshop file, not a photo. Export it as TIFF, PNG or JPEG."],
  ["<!doctype html><title>Not found</title>", "The file is a web page, not a photo. Save the picture itself"],
  ['{"error":"forbidden"}', "The file is JSON text, not a photo. Add the picture itself."],
  ["<svg xmlns='x'/>", "The file is an SVG drawing, not a photo. Export it as PNG."],
  ["\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "The file is a video, not a photo. Save a single frame"],
  ["PK\x03\x04\x14\0", "The file is an archive, not a photo. Unpack it"],
  ["%!PS-Adobe-3.0 EPSF", "The file is a PostScript file (EPS), not a photo. Export it"],
  ["Dear John,\r\nhow are you?", "The data is text, not an image."],
  ["\0\x01\x02\x03", "The data is not an image of a known kind."],
  ["", "The data is not an image of a known kind."],
])("%j is refused with what it is, what to do, and what is accepted", async (bytes, words) => {
  const refused = identify(bytes);
  await expect(refused).rejects.toMatchObject({ code: "image_unsupported", param: "image" });
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toThrow("Accepted formats are JPEG, PNG");
});

it("tells a camera's raw file from a TIFF, wherever its directory is", async () => {
  const tiff = await sharp({ create: { width: 300, height: 300, channels: 3, background: "gray" } })
    .tiff()
    .toBuffer();
  expect(await identify(tiff)).toBe("tiff");
  const dng = makeRaw({ jpegs: [], tags: [[50_706, 0x01040000]] });
  expect(await identify(dng)).toBe("raw");
  const far = Buffer.alloc(100_000 + dng.length);
  dng.copy(far, 0, 0, 8);
  far.writeUInt32LE(100_000, 4);
  dng.copy(far, 100_000, 8);
  expect(await identify(far)).toBe("raw");
  expect(await identify(makeRaw({ jpegs: [] }))).toBe("tiff");
  expect(await identify("II*\0\xff\xff\xff\xff")).toBe("tiff");
});
