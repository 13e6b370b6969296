import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shrinkPicture } from "./shrink-picture";
import { decodeSrgb, type Light, lightnessOf, PhotoBench } from "./testing/judge-lightness";
import { hundredThousandths, makePng, type PngPlan } from "./testing/make-png";

const bench = new PhotoBench();
beforeAll(() => bench.open());
afterAll(() => bench.close());

const [width, height] = [96, 64];
const share = (x: number, y: number, channel: number): number =>
  [x / 95, y / 63, (x + y) / 158, ((x * 5 + y) % 64) / 63][channel] ?? 0;
const levels = (bits: number) => (value: number) => Math.round(value * (2 ** bits - 1)) / (2 ** bits - 1);
const clip = (lights: number[]) => lights.map((light) => Math.min(1, Math.max(0, light))) as unknown as Light;
type Lights = (x: number, y: number) => Light;
const rgbOf =
  (curve: (code: number) => number): Lights =>
  (x, y) =>
    clip([0, 1, 2].map((channel) => curve(share(x, y, channel))));
const grayOf =
  (curve: (code: number) => number): Lights =>
  (x, y) =>
    clip(Array(3).fill(curve(share(x, y, 0))));

const png = (plan: Pick<PngPlan, "bits" | "type" | "chunks"> & Partial<PngPlan>) =>
  makePng({ width, height, paint: (x, y, c) => Math.round(share(x, y, c) * (2 ** plan.bits - 1)), ...plan });
const gamma = (value: number): [string, Buffer] => ["gAMA", hundredThousandths(value)];
const srgbPoints: [string, Buffer] = ["cHRM", hundredThousandths(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)];
const adobePoints: [string, Buffer] = ["cHRM", hundredThousandths(0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)];
const rendering: [string, Buffer] = ["sRGB", Buffer.of(0)];
const codes = (...values: number[]): [string, Buffer] => ["cICP", Buffer.from(values)];

/** The published matrices of a wide space and sRGB, multiplied. */
const fromAdobe =
  (curve: (code: number) => number): Lights =>
  (x, y) => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((channel) => curve(share(x, y, channel)));
    return clip([1.39836 * r - 0.39836 * g, g, -0.04293 * g + 1.04293 * b]);
  };
const fromP3 =
  (curve: (code: number) => number): Lights =>
  (x, y) => {
    const [r = 0, g = 0, b = 0] = [0, 1, 2].map((channel) => curve(share(x, y, channel)));
    return clip([1.22494 * r - 0.22494 * g, -0.04206 * r + 1.04206 * g, -0.01964 * r - 0.07864 * g + 1.09828 * b]);
  };

type Kind = [name: string, bytes: () => Buffer, at: Lights];
const kinds: Kind[] = ([8, 16] as const).flatMap((bits): Kind[] => {
  const level = levels(bits);
  const srgb = (v: number) => decodeSrgb(level(v));
  const power = (exponent: number) => (v: number) => level(v) ** exponent;
  return [
    [`plain RGB of ${bits} bits`, () => png({ bits, type: 2 }), rgbOf(srgb)],
    [`linear gray of ${bits} bits`, () => png({ bits, type: 0, chunks: [gamma(1)] }), grayOf(level)],
    [`linear gray of ${bits} bits with alpha`, () => png({ bits, type: 4, chunks: [gamma(1)] }), grayOf(level)],
    [`linear RGB of ${bits} bits`, () => png({ bits, type: 2, chunks: [gamma(1)] }), rgbOf(level)],
    [
      `RGB of ${bits} bits with a gamma of 1.8`,
      () => png({ bits, type: 2, chunks: [gamma(1 / 1.8), srgbPoints] }),
      rgbOf(power(461 / 256)),
    ],
    [
      `sRGB of ${bits} bits told by gamma`,
      () => png({ bits, type: 2, chunks: [gamma(0.45455), srgbPoints] }),
      rgbOf(srgb),
    ],
    [
      `sRGB of ${bits} bits, which goes before gamma`,
      () => png({ bits, type: 2, chunks: [gamma(1), rendering] }),
      rgbOf(srgb),
    ],
    [
      `Adobe RGB of ${bits} bits by its primaries`,
      () => png({ bits, type: 2, chunks: [gamma(256 / 563), adobePoints] }),
      fromAdobe(power(563 / 256)),
    ],
    [
      `Display P3 of ${bits} bits by its code points`,
      () => png({ bits, type: 2, chunks: [gamma(1), codes(12, 13, 0, 1)] }),
      fromP3(srgb),
    ],
    [
      `linear light of ${bits} bits by its code points`,
      () => png({ bits, type: 6, chunks: [codes(1, 8, 0, 1)] }),
      rgbOf(level),
    ],
  ];
});
const small: Kind[] = ([1, 2, 4] as const).map((bits) => [
  `gray of ${bits} bits`,
  () => png({ bits, type: 0 }),
  grayOf((v) => decodeSrgb(levels(bits)(v))),
]);
const palette = Buffer.from(Array.from({ length: 256 }, (_, index) => [index, index, index]).flat());
const palettes: Kind[] = [
  ["a palette", () => png({ bits: 8, type: 3, chunks: [["PLTE", palette]] }), grayOf((v) => decodeSrgb(levels(8)(v)))],
  ["a linear palette", () => png({ bits: 8, type: 3, chunks: [gamma(1), ["PLTE", palette]] }), grayOf(levels(8))],
];

describe("a PNG comes in with the lightness that browsers show it with", () => {
  it.each([...kinds, ...small, ...palettes])("%s", async (_, bytes, at) => {
    const found = await bench.differ(bytes(), "png", { width, height, at });
    expect(found.sized).toBe(true);
    expect(found.notes).toEqual([]);
    expect(found.p99).toBeLessThanOrEqual(found.bits === 8 ? 0.3 : 0.5);
  });

  it("with 16 bits and one transparent color", async () => {
    const bytes = png({ bits: 16, type: 0, chunks: [["tRNS", Buffer.of(255, 255)]] });
    const { p99, channels, bits } = await bench.differ(bytes, "png", { width, height, at: grayOf(decodeSrgb) });
    expect({ channels, bits }).toEqual({ channels: 4, bits: 16 });
    expect(p99).toBeLessThanOrEqual(0.5);
  });

  it("in HDR is refused in words that help", async () => {
    for (const transfer of [16, 18])
      await expect(
        bench.prepare(png({ bits: 16, type: 2, chunks: [codes(9, transfer, 0, 1)] }), "png"),
      ).rejects.toMatchObject({
        code: "image_unsupported",
        message: expect.stringMatching(/HDR \((PQ|HLG)\).*SDR/),
      });
  });
});

describe("Adobe RGB without a profile, as cameras write it", () => {
  const paint = Uint8Array.from({ length: width * height * 3 }, (_, index) =>
    Math.round(share(Math.floor(index / 3) % width, Math.floor(index / 3 / width), index % 3) * 255),
  );
  const photo = () => sharp(paint, { raw: { width, height, channels: 3 } });
  const said = {
    "by its color space": { IFD2: { ColorSpace: "2" } },
    "by the option file": { IFD2: { ColorSpace: "65535" }, IFD4: { InteroperabilityIndex: "R03" } },
  };
  const at = fromAdobe((v) => levels(8)(v) ** (563 / 256));
  it.each(Object.entries(said))("%s", async (_, exif) => {
    const jpeg = await photo().withExif(exif).jpeg({ quality: 100, chromaSubsampling: "4:4:4" }).toBuffer();
    const webp = await photo().withExif(exif).webp({ lossless: true, exact: true }).toBuffer();
    // What JPEG changes comes on top.
    expect((await bench.differ(jpeg, "jpeg", { width, height, at })).p99).toBeLessThanOrEqual(1);
    expect((await bench.differ(webp, "webp", { width, height, at })).p99).toBeLessThanOrEqual(0.3);
  });
});

describe("what the workbench shows before", () => {
  const shown: Kind[] = [
    ["linear gray of 8 bits", () => png({ bits: 8, type: 0, chunks: [gamma(1)] }), grayOf(levels(8))],
    ["linear gray of 16 bits", () => png({ bits: 16, type: 0, chunks: [gamma(1)] }), grayOf(levels(16))],
    ["linear RGB of 16 bits", () => png({ bits: 16, type: 2, chunks: [gamma(1)] }), rgbOf(levels(16))],
  ];
  it.each(shown)("has the lightness of what comes out: %s", async (_, bytes, at) => {
    const { workPath } = await bench.prepare(bytes(), "png");
    const { data, info } = await shrinkPicture(workPath, width).raw().toBuffer({ resolveWithObject: true });
    const start = (height - 1) * width * info.channels;
    for (let x = 0; x < width; x++) {
      const pixel = [0, 1, 2].map((channel) => decodeSrgb((data[start + x * info.channels + channel] ?? 0) / 255));
      const difference = lightnessOf(pixel as unknown as Light) - lightnessOf(at(x, height - 1));
      expect(Math.abs(difference)).toBeLessThan(1);
    }
  });
});
