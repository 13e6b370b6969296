import sharp, { type Sharp } from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { metadataPolicies, outputFormats } from "../../../contract/order";
import { digitalSourceType } from "../../output/metadata/ai-mark";
import { openTestEngine, sample } from "./testing/open-test-engine";
import { compareLab, readLab } from "./testing/read-lab";

const engine = openTestEngine();
afterAll(() => engine.close());

const small = () => sharp(sample("nagasaki-boats")).resize(160, 96, { fit: "fill" });
const exif = { IFD0: { Copyright: "Somebody", Model: "Box camera" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
const gpsBytes = "\0\0\0\x33\0\0\0\x01"; // 51/1, as it lies in the block
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'exif:GPSLatitude="51,30N" dc:source="Family album"><exif:GPSLongitude>0,7W</exif:GPSLongitude></rdf:Description>' +
  "</rdf:RDF></x:xmpmeta>";
const withEverything = () => small().withExif(exif).withMetadata({ orientation: 6 }).withXmp(xmp).jpeg();

/** Metadata as text, one character a byte. */
async function readMetadata(file: string) {
  const found = await sharp(file).metadata();
  const text = (bytes?: Buffer) => bytes?.toString("latin1") ?? "";
  return { ...found, exif: text(found.exif), xmp: text(found.xmp), icc: text(found.icc).replaceAll("\0", "") };
}

describe.each(outputFormats.slice(0, 3))("%s", (outputFormat) => {
  it("is what comes out: upright, at its size, tagged sRGB, in color at the photo's lightness", async () => {
    const input = await engine.write(withEverything());
    const output = await engine.colorize(input, { outputFormat });
    const said = await readMetadata(output);
    expect(said).toMatchObject({ format: outputFormat, width: 96, height: 160, depth: "uchar" });
    expect(said.orientation ?? 1).toBe(1);
    expect(said.icc).toContain("sRGB");
    // Lossy formats move single pixels; on the whole nothing may shift.
    const { off, meanChroma } = compareLab(await readLab(input), await readLab(output), outputFormat === "png" ? 1 : 3);
    expect(off).toBeLessThan(outputFormat === "webp" ? 0.02 : 0.005);
    expect(meanChroma).toBeGreaterThan(5);
  });

  it.each(metadataPolicies)("with metadata %s carries just that, and always the mark", async (metadata) => {
    const said = await readMetadata(
      await engine.colorize(await engine.write(withEverything()), { outputFormat, metadata }),
    );
    expect(said.xmp).toContain(digitalSourceType);
    expect(said.exif.includes("Somebody")).toBe(metadata !== "strip");
    expect(said.exif.includes("Box camera")).toBe(metadata !== "strip");
    expect(said.xmp.includes("Family album")).toBe(metadata !== "strip");
    expect(said.exif.includes(gpsBytes)).toBe(metadata === "keep");
    expect(said.xmp.includes("GPS")).toBe(metadata === "keep");
    expect(said.icc).toContain("sRGB");
  });

  it("of a 16-bit photo with alpha has the depth and the alpha that the format can hold", async () => {
    const [width, height] = [64, 40];
    const ramp = (i: number) => (i % 4 === 3 ? ((i >> 2) % width) * 1040 : 30_000);
    const pixels = Uint16Array.from({ length: width * height * 4 }, (_, i) => ramp(i));
    const image = sharp(pixels, { raw: { width, height, channels: 4 } }).toColourspace("rgb16");
    const output = await engine.colorize(await engine.write(image.png()), { outputFormat, strength: 0 });
    const { depth, hasAlpha } = await sharp(output).metadata();
    expect({ depth, hasAlpha }).toEqual({
      depth: outputFormat === "png" ? "ushort" : "uchar",
      hasAlpha: outputFormat !== "jpeg",
    });
    const { data, info } = await sharp(output).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
    const at = (x: number) => [...data.subarray(x * info.channels, (x + 1) * info.channels)];
    if (outputFormat === "jpeg") {
      // Transparent is white, opaque is the photo's gray.
      expect(at(0)[0]).toBeGreaterThan(250);
      expect(Math.abs((at(width - 1)[0] ?? 0) - 117)).toBeLessThan(4);
    } else for (const x of [0, 20, 63]) expect(Math.abs((at(x)[3] ?? -9) - (x * 1040) / 257)).toBeLessThanOrEqual(1);
  });
});

describe("strength", () => {
  const input = () => engine.write(small().png());

  it("0 gives the photo back in gray, to the last bit", async () => {
    const gray = await engine.write(small().toColourspace("b-w").png());
    const output = await engine.colorize(gray, { strength: 0 });
    const bytes = (image: Sharp) => image.toColourspace("srgb").removeAlpha().raw().toBuffer();
    expect((await bytes(sharp(output))).equals(await bytes(sharp(gray)))).toBe(true);
  });

  it("between 0 and 1 gives so much less color at the very same lightness", async () => {
    const photo = await input();
    const [gray, half, full] = await Promise.all(
      [0, 0.5, 1].map(async (strength) =>
        compareLab(await readLab(photo), await readLab(await engine.colorize(photo, { strength }))),
      ),
    );
    for (const { off } of [gray, half, full].flatMap((one) => one ?? [])) expect(off).toBeLessThan(0.001);
    expect(gray?.meanChroma).toBeLessThan(0.5);
    expect((half?.meanChroma ?? 0) / (full?.meanChroma ?? 1)).toBeCloseTo(0.5, 1);
  });
});
