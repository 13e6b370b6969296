import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeGrayIcc, makeRgbIcc } from "./color/make-icc";
import { adobePrimaries } from "./color/primaries";
import { decodeSrgb, type Light, lightnessOf, PhotoBench } from "./testing/judge-lightness";
import { makeTiff, type TiffPlan } from "./testing/make-tiff";

const bench = new PhotoBench();
beforeAll(() => bench.open());
afterAll(() => bench.close());

const [width, height] = [96, 64];
/** Smooth, over the whole range, and different in each channel. */
const share = (x: number, y: number, channel: number): number =>
  [x / (width - 1), y / (height - 1), (x + y) / (width + height - 2), ((x * 7 + y * 3) % 97) / 96, y / 200][channel] ??
  0;
const levels = (bits: number) => (value: number) => Math.round(value * (2 ** bits - 1)) / (2 ** bits - 1);

const grayOf = (curve: (code: number) => number) => (x: number, y: number) => {
  const light = curve(share(x, y, 0));
  return [light, light, light] as const;
};
const rgbOf = (curve: (code: number) => number) => (x: number, y: number) =>
  [0, 1, 2].map((channel) => curve(share(x, y, channel))) as unknown as Light;

type Kind = {
  name: string;
  plan: Partial<TiffPlan> & Pick<TiffPlan, "bits" | "samples" | "photometric">;
  at?: (x: number, y: number) => Light;
  notes?: string[];
  channels?: 3 | 4;
};

const plan = ({ plan: given }: Kind): TiffPlan => {
  const isFloat = given.kind === "float";
  const paint = (x: number, y: number, c: number) =>
    isFloat ? share(x, y, c) : Math.round(share(x, y, c) * (2 ** given.bits - 1));
  return { width, height, paint, ...given };
};
const gray = (bits: number, rest: Partial<TiffPlan> = {}) => ({ bits, samples: 1, photometric: 1, ...rest });
const rgb = (bits: number, rest: Partial<TiffPlan> = {}) => ({ bits, samples: 3, photometric: 2, ...rest });
const byteTag = (tag: number, bytes: Iterable<number>) => ({ tag, type: 7 as const, values: [...bytes] });

const integers: Kind[] = [1, 2, 4, 8, 10, 12, 14, 16, 24, 32].flatMap((bits) => {
  const at = (curve = levels(bits)) => ({
    gray: grayOf((v) => decodeSrgb(curve(v))),
    rgb: rgbOf((v) => decodeSrgb(curve(v))),
  });
  return [
    { name: `gray of ${bits} bits`, plan: gray(bits), at: at().gray },
    { name: `RGB of ${bits} bits, big-endian`, plan: rgb(bits, { bigEndian: true }), at: at().rgb },
  ];
});
const layouts: Kind[] = [8, 12, 16].flatMap((bits) => [
  { name: `RGB of ${bits} bits in planes`, plan: rgb(bits, { planar: true, rowsPerStrip: 7 }) },
  { name: `RGB of ${bits} bits in deflated tiles`, plan: rgb(bits, { tile: 48, deflate: true }) },
  { name: `RGB of ${bits} bits in planes of tiles`, plan: rgb(bits, { tile: 32, planar: true, bigEndian: true }) },
]);
const inverted: Kind[] = [1, 4, 8, 12, 16].map((bits) => ({
  name: `gray of ${bits} bits whose white is zero`,
  plan: gray(bits, { photometric: 0 }),
  at: grayOf((v) => decodeSrgb(1 - levels(bits)(v))),
}));
const floats: Kind[] = [16, 32, 64].flatMap((bits) => [
  { name: `gray floats of ${bits} bits`, plan: gray(bits, { kind: "float" }), at: grayOf(decodeSrgb) },
  {
    name: `RGB floats of ${bits} bits in planes`,
    plan: rgb(bits, { kind: "float", planar: true }),
    at: rgbOf(decodeSrgb),
  },
]);
const measured: Kind[] = [
  {
    name: "floats of any range",
    plan: gray(32, { kind: "float", paint: (x, y) => share(x, y, 0) * 1200 - 40 }),
    at: grayOf(decodeSrgb),
    notes: ["float_range"],
  },
  {
    name: "floats whose file names black and white",
    plan: gray(32, {
      kind: "float",
      paint: (x, y) => share(x, y, 0) * 50,
      tags: [
        { tag: 340, type: 11, values: [0] },
        { tag: 341, type: 11, values: [100] },
      ],
    }),
    at: grayOf((v) => decodeSrgb(v / 2)),
    notes: ["float_range"],
  },
  {
    name: "32-bit integers that use few levels",
    plan: gray(32, { paint: (x, y) => Math.round(share(x, y, 0) * 4000) }),
    at: grayOf(decodeSrgb),
    notes: ["float_range"],
  },
  {
    name: "signed integers",
    plan: gray(16, { kind: "int", paint: (x, y) => Math.round(share(x, y, 0) * 65_535) - 32_768 }),
    at: grayOf(decodeSrgb),
  },
];
const channelKinds: Kind[] = [8, 16].flatMap((bits) => [
  {
    name: `RGB of ${bits} bits and infrared`,
    plan: rgb(bits, { samples: 4, extraSamples: [0] }),
    notes: ["extra_channels"],
  },
  {
    name: `RGB of ${bits} bits and a channel without a name`,
    plan: rgb(bits, { samples: 4 }),
    notes: ["extra_channels"],
  },
  {
    name: `RGB of ${bits} bits, alpha and infrared`,
    plan: rgb(bits, { samples: 5, extraSamples: [2, 0] }),
    notes: ["extra_channels"],
    channels: 4,
  },
  { name: `RGB of ${bits} bits and alpha`, plan: rgb(bits, { samples: 4, extraSamples: [2] }), channels: 4 },
  {
    name: `gray of ${bits} bits and infrared`,
    plan: gray(bits, { samples: 2, extraSamples: [0] }),
    at: grayOf(decodeSrgb),
    notes: ["extra_channels"],
  },
  {
    name: `gray of ${bits} bits, white zero, and infrared`,
    plan: gray(bits, { samples: 2, photometric: 0, extraSamples: [0] }),
    at: grayOf((v) => decodeSrgb(1 - v)),
    notes: ["extra_channels"],
  },
]);
const adobeOf = (bits: number) => (x: number, y: number) => {
  const [r, g, b] = rgbOf((v) => levels(bits)(v) ** (563 / 256))(x, y);
  // The published matrices of Adobe RGB (1998) and sRGB, multiplied; what sRGB does not have is clipped.
  const lights = [1.39836 * r - 0.39836 * g, g, -0.04293 * g + 1.04293 * b];
  return lights.map((light) => Math.min(1, Math.max(0, light))) as unknown as Light;
};
const lab = (x: number, y: number): Light => {
  const l = share(x, y, 0) * 100;
  const light = l > 8 ? ((l + 16) / 116) ** 3 : (27 / 24_389) * l;
  return [light, light, light];
};
const profiles: Kind[] = [8, 16].flatMap((bits) => [
  {
    name: `gray of ${bits} bits with a gamma of 1.8`,
    plan: gray(bits, { tags: [byteTag(34_675, makeGrayIcc({ gamma: 1.8 }, "g"))] }),
    at: grayOf((v) => levels(bits)(v) ** (461 / 256)),
  },
  {
    name: `linear gray of ${bits} bits`,
    plan: gray(bits, { tags: [byteTag(34_675, makeGrayIcc({ gamma: 1 }, "g"))] }),
    at: grayOf(levels(bits)),
  },
  {
    name: `Adobe RGB of ${bits} bits`,
    plan: rgb(bits, { tags: [byteTag(34_675, makeRgbIcc(adobePrimaries, { gamma: 563 / 256 }, "a"))] }),
    at: adobeOf(bits),
  },
  {
    name: `RGB of ${bits} bits with a broken profile`,
    plan: rgb(bits, { tags: [byteTag(34_675, Buffer.alloc(200, 7))] }),
    notes: ["profile_unreadable"],
  },
  {
    name: `linear RGB of ${bits} bits by its transfer function`,
    plan: rgb(bits, {
      tags: [
        {
          tag: 301,
          type: 3,
          values: Array.from({ length: 2 ** bits }, (_, code) => Math.round((code * 65_535) / (2 ** bits - 1))),
        },
      ],
    }),
    at: rgbOf(levels(bits)),
  },
]);
const spaces: Kind[] = [
  {
    name: "linear floats by their profile",
    plan: rgb(32, {
      kind: "float",
      tags: [byteTag(34_675, makeRgbIcc({ ...adobePrimaries, green: [0.3, 0.6] }, { gamma: 1 }, "l"))],
    }),
    at: rgbOf((v) => v),
  },
  {
    name: "CIELAB of 8 bits",
    plan: rgb(8, { photometric: 8, paint: (x, y, c) => (c ? 0 : Math.round(share(x, y, 0) * 255)) }),
    at: lab,
  },
  {
    name: "CIELAB of 16 bits",
    plan: rgb(16, { photometric: 8, paint: (x, y, c) => (c ? 0 : Math.round(share(x, y, 0) * 65_535)) }),
    at: lab,
  },
  {
    name: "ICC LAB of 8 bits",
    plan: rgb(8, { photometric: 9, paint: (x, y, c) => (c ? 128 : Math.round(share(x, y, 0) * 255)) }),
    at: lab,
  },
  {
    name: "ICC LAB of 16 bits",
    plan: rgb(16, { photometric: 9, paint: (x, y, c) => (c ? 32_768 : Math.round(share(x, y, 0) * 65_280)) }),
    at: lab,
  },
  {
    name: "YCbCr at full resolution",
    plan: rgb(8, {
      photometric: 6,
      tags: [{ tag: 530, type: 3, values: [1, 1] }],
      paint: (x, y, c) => (c ? 128 : Math.round(share(x, y, 0) * 255)),
    }),
    at: grayOf(decodeSrgb),
  },
];

const kinds = [...integers, ...layouts, ...inverted, ...floats, ...measured, ...channelKinds, ...profiles, ...spaces];

describe("a TIFF comes in with its own lightness, to the pixel", () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))("%s", async (_, kind) => {
    const at = kind.at ?? rgbOf(decodeSrgb);
    const found = await bench.differ(makeTiff(plan(kind)), "tiff", { width, height, at });
    expect(found.sized).toBe(true);
    expect(found.notes).toEqual(kind.notes ?? []);
    expect(found.channels).toBe(kind.channels ?? 3);
    expect(found.p99).toBeLessThanOrEqual(found.bits === 8 ? 0.3 : 0.5);
  });

  it("more than 8 bits come in as 16", async () => {
    for (const bits of [10, 12, 14, 16, 32])
      expect(await bench.decode(makeTiff(plan({ name: "", plan: gray(bits) })), "tiff")).toMatchObject({
        pixels: expect.any(Uint16Array),
      });
  });

  it("alpha that colors are multiplied with is divided out of them again", async () => {
    const paint = (x: number, y: number, c: number) => Math.round(c === 3 ? 100 : share(x, y, c) * 100);
    const tiff = makeTiff({ width, height, ...rgb(8, { samples: 4, extraSamples: [1] }), paint });
    const { pixels, channels } = await bench.decode(tiff, "tiff");
    expect(channels).toBe(4);
    const [red, , , alpha] = pixels.subarray((width - 1) * 4);
    expect([red, alpha]).toEqual([255, 100]);
  });

  it("a palette of 4 or 8 bits has its own colors", async () => {
    for (const bits of [4, 8]) {
      const size = 2 ** bits;
      const map = Array.from(
        { length: size * 3 },
        (_, index) => (index < size ? index : size - 1) * Math.floor(65_535 / (size - 1)),
      );
      const tiff = makeTiff({
        width,
        height,
        bits,
        samples: 1,
        photometric: 3,
        tags: [{ tag: 320, type: 3, values: map }],
        paint: (x) => x % size,
      });
      const { pixels } = await bench.decode(tiff, "tiff");
      expect([...pixels.subarray(0, 6)].map((value) => Math.round(value))).toEqual([
        0,
        255,
        255,
        Math.round(255 / (size - 1)),
        255,
        255,
      ]);
    }
  });
});

it("the tests' own lightness is that of CIELAB", () => {
  expect(lightnessOf([1, 1, 1])).toBeCloseTo(100, 3);
  expect(lightnessOf([0.18418651851, 0.18418651851, 0.18418651851])).toBeCloseTo(50, 2);
});
