import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, it } from "vitest";
import { maxPixels } from "../../contract/limits";
import { plainEdits } from "../../contract/photos/edits";
import { limitPixels } from "../photo-file/pixel-limit";
import { readPhoto } from "./read-photo";

let spoolDir = "";
beforeEach(async () => {
  spoolDir = await mkdtemp(path.join(tmpdir(), "check-samples-"));
  limitPixels(3000);
});
afterEach(async () => {
  limitPixels(maxPixels);
  await rm(spoolDir, { recursive: true, force: true });
});

async function read(width: number, space: "srgb" | "rgb16", hasAlpha: boolean) {
  const plain = sharp({ create: { width, height: 50, channels: 3, background: "#777" } });
  const bytes = await (hasAlpha ? plain.ensureAlpha(0.5) : plain).toColourspace(space).png().toBuffer();
  const file = path.join(spoolDir, "upload");
  await writeFile(file, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const fetchImage = () => Promise.reject(new Error("A file is never fetched."));
  const signal = new AbortController().signal;
  return readPhoto(
    { kind: "file", path: file, bytes: bytes.length, sha256, name: null },
    { spoolDir, fetchImage, edits: plainEdits, signal },
  );
}

it("a photo at the limit is taken with 16 bits or with transparency", async () => {
  expect(await read(60, "rgb16", false)).toMatchObject({ width: 60, height: 50 });
  expect(await read(60, "srgb", true)).toMatchObject({ width: 60, height: 50 });
});

it("with both it may have three quarters of that, and is refused in words before anything is charged", async () => {
  expect(await read(45, "rgb16", true)).toMatchObject({ width: 45, height: 50 });
  await expect(read(46, "rgb16", true)).rejects.toMatchObject({
    code: "image_too_many_pixels",
    message: expect.stringContaining("Save it without transparency, or with 8 bits. Nothing was charged."),
  });
});
