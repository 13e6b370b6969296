import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outputFormats } from "../../contract/order";
import type { OutputMetadata } from "./containers/wrapping";
import { digitalSourceType, freshXmp } from "./metadata/ai-mark";
import { applyMetadataPolicy } from "./metadata/apply-metadata-policy";
import { srgbProfile } from "./open-output";
import { writeOutput } from "./write-output";

let dir = "";
let made = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "write-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const picture = (channels: 3 | 4 = 3) =>
  sharp({ create: { width: 33, height: 21, channels, background: { r: 200, g: 90, b: 40, alpha: 0.5 } } });
const exifOf = (bytes: number) =>
  Buffer.concat([Buffer.from("4d4d002a000000080000000000", "hex"), Buffer.alloc(bytes - 13)]);
const nothing: OutputMetadata = { icc: null, exif: null, xmp: null };

async function write(format: (typeof outputFormats)[number], metadata: Partial<OutputMetadata>, image = picture()) {
  const file = path.join(dir, `${made++}`);
  await writeOutput(image, { path: file, format, metadata: { ...nothing, ...metadata } });
  return { file, bytes: await readFile(file), found: await sharp(file).metadata() };
}

describe.each(outputFormats.slice(0, 3))("a %s", (format) => {
  // Odd and even lengths: WebP pads its chunks.
  it.each([40, 41])("carries profile, EXIF and XMP byte for byte, EXIF of %i bytes", async (bytes) => {
    const [icc, exif, xmp] = [await srgbProfile(), exifOf(bytes), Buffer.from(`${freshXmp}${" ".repeat(bytes)}`)];
    const { found } = await write(format, { icc, exif, xmp });
    expect(found).toMatchObject({ format, width: 33, height: 21 });
    expect(found.icc?.equals(icc)).toBe(true);
    expect(found.exif?.subarray(-bytes).equals(exif)).toBe(true);
    expect(found.xmp?.equals(xmp)).toBe(true);
  });

  it("without any metadata is a picture that carries none", async () => {
    const { found } = await write(format, {});
    expect([found.icc, found.exif, found.xmp]).toEqual([undefined, undefined, undefined]);
    expect((await readdir(dir)).filter((name) => !/^\d+$/.test(name))).toEqual([]);
  });

  it("with alpha is the picture it was", async () => {
    const { found, file } = await write(format, { xmp: Buffer.from(freshXmp) }, picture(4));
    expect(found.hasAlpha).toBe(format !== "jpeg");
    const [pixel] = [await sharp(file).raw().toBuffer()];
    if (format === "jpeg") expect(pixel?.[2]).toBeGreaterThan(140);
    else expect(Math.abs((pixel?.[3] ?? 0) - 128)).toBeLessThan(2);
  });

  it("is marked even when the photo's own XMP is too large for it", async () => {
    const own = `<rdf:RDF xmlns:rdf="r"><rdf:Description dc:title="${"x".repeat(100_000)}"/></rdf:RDF>`;
    const { xmp } = applyMetadataPolicy({ xmp: Buffer.from(own) }, { policy: "keep", format });
    const { found } = await write(format, { xmp });
    expect(found.xmpAsString).toContain(digitalSourceType);
    expect(found.xmpAsString?.includes("xxxx")).toBe(format !== "jpeg");
  });

  it("carries a profile of any size", async () => {
    const icc = Buffer.concat([await srgbProfile(), Buffer.alloc(150_001, 7)]);
    const { bytes, found } = await write(format, { icc });
    expect(found).toMatchObject({ format, hasProfile: true });
    if (format !== "png") expect(bytes.length).toBeGreaterThan(icc.length);
  });
});

it("a JPEG leaves out EXIF that it has no place for; a WebP says how large it is", async () => {
  expect((await write("jpeg", { exif: exifOf(70_000) })).found.exif).toBeUndefined();
  const { bytes } = await write("webp", { exif: exifOf(41), xmp: Buffer.from(freshXmp) });
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
});
