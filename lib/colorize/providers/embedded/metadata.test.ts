import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { plainEdits } from "../../../contract/photos/edits";
import { preparePhoto } from "../../photo-file/prepare-photo";
import { openTestEngine, sample } from "./testing/open-test-engine";
import { compareLab, readLab } from "./testing/read-lab";

const engine = openTestEngine();
afterAll(() => engine.close());

const exif = { IFD0: { Copyright: "Somebody", Model: "Box camera" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
const small = () => sharp(sample("nagasaki-boats")).resize(160, 96, { fit: "fill" });
const mark = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

describe("orientation", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("EXIF orientation %i comes out upright and says so", async (orientation) => {
    const input = await engine.write(small().withExif(exif).withMetadata({ orientation }).png());
    const output = await engine.colorize(input);
    const upright = await readLab(input);
    const made = await sharp(output).metadata();
    expect([made.width, made.height]).toEqual(orientation > 4 ? [96, 160] : [160, 96]);
    expect(made.orientation ?? 1).toBe(1);
    expect(compareLab(upright, await readLab(output)).off).toBeLessThan(0.001);
  });
});

describe("what the photo says of itself", () => {
  it("keeps EXIF, place included", async () => {
    const output = await engine.colorize(await engine.write(small().withExif(exif).jpeg()));
    const block = (await sharp(output).metadata()).exif?.toString("latin1") ?? "";
    expect(block).toContain("Somebody");
    expect(block).toContain("Box camera");
    expect(block).toContain("\0\0\0\x33"); // 51 degrees
  });

  it("is tagged sRGB", async () => {
    const { icc } = await sharp(
      await engine.colorize(await engine.write(small().withIccProfile("p3").png())),
    ).metadata();
    expect(icc?.toString("latin1").replaceAll("\0", "")).toContain("sRGB"); // its name is UTF-16;
  });

  it("is marked as colored by a model when the photo had no XMP", async () => {
    const { xmpAsString } = await sharp(await engine.colorize(await engine.write(small().png()))).metadata();
    expect(xmpAsString).toContain(`Iptc4xmpExt:DigitalSourceType="${mark}"`);
    expect(xmpAsString).toContain('xmp:CreatorTool="Pixomax Studio"');
  });

  it("keeps the photo's credits beside the mark", async () => {
    const { xmpAsString } = await sharp(await engine.colorize(sample("nagasaki-boats"))).metadata();
    expect(xmpAsString).toContain("The J. Paul Getty Museum");
    expect(xmpAsString).toContain(`Iptc4xmpExt:DigitalSourceType="${mark}"`);
  });

  it("is a PNG that other readers accept: signature, then IHDR, then the profile", async () => {
    const bytes = await readFile(await engine.colorize(await engine.write(small().png())));
    expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
    expect([bytes.toString("latin1", 12, 16), bytes.toString("latin1", 37, 41)]).toEqual(["IHDR", "iCCP"]);
  });
});

it("an iPhone photo (HEIC) comes out in color at its size", async () => {
  const heic = { path: "lib/colorize/image-input/fixtures/pastoral-96x64.heic", format: "heic" } as const;
  const signal = new AbortController().signal;
  const { workPath } = await preparePhoto({ ...heic, spoolDir: engine.dir, edits: plainEdits, signal });
  expect(await sharp(await engine.colorize(workPath)).metadata()).toMatchObject({
    format: "png",
    width: 96,
    height: 64,
  });
});
