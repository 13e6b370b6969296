import { describe, expect, it } from "vitest";
import type { ModelOf } from "../../graphs/manifest-schema";
import { openSession } from "../../graphs/open-session";
import type { Plane } from "../../pixels/raster";
import { publishedFile } from "../../testing/open-stand-ins";
import { createColorModel } from "./create-color-model";
import { predictColor } from "./predict-color";

const side = 32;
const file = { name: "x", file: "x.onnx", sha256: "0".repeat(64), bytes: 1, role: "color" } as const;
const tensors = { input: "input", output: "output", side };
const open = async (stand: string, description: ModelOf<"color">) =>
  createColorModel(await openSession(publishedFile(stand), 1), description);
const plane = (width: number, height: number, at: (x: number, y: number) => number): Plane => ({
  data: Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
  width,
  height,
});

/** Every lightness from 0 to 100, in a square of the graph's own size, so that nothing is resized. */
const ramp = plane(side, side, (x, y) => ((y * side + x) * 100) / (side * side - 1));
const predict = async (stand: string, description: ModelOf<"color">, lightness = ramp) =>
  predictColor(
    await open(stand, description),
    lightness,
    { model: "x", shortSides: [side], evenFlatGround: false },
    () => {},
  );

/** sRGB code 0..1 of a gray of that lightness, by the formulas. */
function codeOf(lightness: number): number {
  const t = (lightness + 16) / 116;
  const y = t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29);
  return y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055;
}

/** CIELAB a and b of sRGB codes 0..1, by the formulas. */
function abOf(...codes: [number, number, number]): [a: number, b: number] {
  const [r, g, b] = codes.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  const f = (t: number) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  return [500 * (x - y), 200 * (y - f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883))];
}

function expectColor({ a, b }: { a: Plane; b: Plane }, at: (lightness: number) => [number, number]): void {
  for (const [i, lightness] of ramp.data.entries()) {
    const [wantedA, wantedB] = at(lightness);
    expect(Math.abs((a.data[i] as number) - wantedA), `a at L* ${lightness}`).toBeLessThan(0.02);
    expect(Math.abs((b.data[i] as number) - wantedB), `b at L* ${lightness}`).toBeLessThan(0.02);
  }
}

describe("a DDColor graph", () => {
  const ddcolor = { ...file, ...tensors, graph: "ddcolor" } as const;

  it("is fed the gray of the lightness as sRGB 0..1 in all three channels, and gives a and b as they are", async () => {
    // The stand-in gives 60 × red as a and 30 × (green + blue) as b.
    expectColor(await predict("ddcolor", ddcolor), (l) => [60 * codeOf(l), 60 * codeOf(l)]);
  });

  it("is fed a photo of any shape stretched to its square, and its color lands where it belongs", async () => {
    const wide = plane(96, 40, (x) => (x < 48 ? 4 : 96));
    const { a, points } = await predict("ddcolor", ddcolor, wide);
    expect(points).toBe(side);
    expect([a.width, a.height]).toEqual([96, 40]);
    expect(a.data[96 * 20 + 5]).toBeCloseTo(60 * codeOf(4), 1);
    expect(a.data[96 * 39 + 95]).toBeCloseTo(60 * codeOf(96), 1);
  });

  it("is shown a faded photo with its blacks and whites", async () => {
    const { a } = await predict(
      "ddcolor",
      ddcolor,
      plane(side, side, (x) => (x < 16 ? 30 : 70)),
    );
    expect(a.data[side * 20 + 2]).toBeCloseTo(60 * codeOf(5), 1);
    expect(a.data[side * 20 + 29]).toBeCloseTo(60 * codeOf(95), 1);
  });
});

describe("a DeOldify graph", () => {
  // Both stand-ins leave red as it is and take a fifth off green and half off blue.
  const expected = (lightness: number) => {
    const code = codeOf(lightness);
    return abOf(code, code * 0.8, code * 0.5);
  };

  it("with numbers 0..255 gives the a and b of its picture", async () => {
    const description = { ...file, ...tensors, graph: "deoldify", values: "bytes" } as const;
    expectColor(await predict("deoldify-bytes", description), expected);
  });

  it("with ImageNet's numbers gives the same", async () => {
    const description = { ...file, ...tensors, graph: "deoldify", values: "imagenet" } as const;
    expectColor(await predict("deoldify-imagenet", description), expected);
  });
});

it("a graph that is not what its entry says fails instead of painting nonsense", async () => {
  await expect(predict("gfpgan", { ...file, ...tensors, graph: "ddcolor" })).rejects.toThrow("2 channels");
});
