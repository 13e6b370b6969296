import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { setUpDecoding } from "../../../../testing/pictures/decode-bytes";
import { decodeJxl } from "./decode-jxl";
import { loadVips } from "./load-vips";

const decode = setUpDecoding("jxl", decodeJxl);
afterAll(async () => (await loadVips()).shutdown());

const [width, height] = [40, 30];
type Samples = { channels: number; deep: boolean; icc?: Buffer };

/** Lossless, so that every sample can be compared. */
async function encode({ channels, deep, icc }: Samples) {
  const vips = await loadVips();
  const samples = Array.from(
    { length: width * height * channels },
    (_, i) => (i * (deep ? 53 : 7)) % (deep ? 65_536 : 256),
  );
  const array = deep ? Uint16Array.from(samples) : Uint8Array.from(samples);
  const image = vips.Image.newFromMemory(
    array,
    width,
    height,
    channels,
    deep ? vips.BandFormat.ushort : vips.BandFormat.uchar,
  );
  const space = channels < 3 ? (deep ? "grey16" : "b-w") : deep ? "rgb16" : "srgb";
  const tagged = image.copy({ interpretation: space });
  if (icc) tagged.setBlob("icc-profile-data", icc);
  const bytes = Buffer.from(tagged.jxlsaveBuffer({ lossless: true, effort: 3 }));
  return { bytes, sample: (x: number, y: number) => samples.slice((y * width + x) * channels).slice(0, channels) };
}

it.each([
  { channels: 1, deep: false },
  { channels: 1, deep: true },
  { channels: 3, deep: false },
  { channels: 3, deep: true },
  { channels: 4, deep: true },
])("$channels channels, deep: $deep, come out to the bit", async (kind) => {
  const { bytes, sample } = await encode(kind);
  const picture = await decode(bytes);
  expect(picture).toMatchObject({
    width,
    height,
    channels: kind.channels,
    depth: kind.deep ? "ushort" : "uchar",
    pages: 1,
  });
  for (const [x, y] of [
    [0, 0],
    [39, 29],
    [7, 21],
  ] as const)
    expect(picture.at(x, y)).toEqual(sample(x, y));
});

it("the profile comes along", async () => {
  const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
    .withIccProfile("p3")
    .png()
    .toBuffer()
    .then((png) => sharp(png).metadata());
  const { bytes, sample } = await encode({ channels: 3, deep: false, icc });
  const picture = await decode(bytes);
  expect(picture.icc?.length).toBeGreaterThan(200);
  expect(picture.at(7, 21)).toEqual(sample(7, 21));
});

it("one that is cut off, too large, or has no such frame is refused", async () => {
  const { bytes } = await encode({ channels: 3, deep: true });
  await expect(decode(bytes.subarray(0, bytes.length - 300))).rejects.toBeDefined();
  await expect(decode(bytes, { maxPixels: 1000 })).rejects.toMatchObject({ code: "image_too_many_pixels" });
  await expect(decode(bytes, { page: 2 })).rejects.toMatchObject({ code: "page_not_found" });
  // Afterwards it still works.
  expect(await decode(bytes)).toMatchObject({ width, height });
});
