import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { readPhotoMetadata } from "../../colorize/photo-metadata/read-photo-metadata";
import { encodeRaster } from "../../colorize/providers/embedded/photo-file/encode-raster";
import type { MetadataPolicy, OutputFormat } from "../../contract/order";

/** Writes a gray picture of 20 × 10 with what a photo's file says, and gives the output's bytes. In a folder of the test file. */
export function setUpCarrying() {
  let dir = "";
  let made = 0;
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), "carried-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  return async (photo: Buffer, format: OutputFormat, policy: MetadataPolicy = "keep"): Promise<Buffer> => {
    const [from, to] = [path.join(dir, `${made++}`), path.join(dir, `${made++}`)];
    await writeFile(from, photo);
    const raster = { pixels: new Uint8Array(20 * 10 * 3).fill(99), width: 20, height: 10, channels: 3 as const };
    const source = { metadata: await readPhotoMetadata(from), icc: null };
    await encodeRaster(raster, source, { format, policy, profile: "srgb", depth: "auto", path: to });
    return readFile(to);
  };
}
