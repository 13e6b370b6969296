import { expect, it } from "vitest";
import type { ModelOf } from "../../../graphs/manifest-schema";
import { openSession } from "../../../graphs/open-session";
import type { Plane } from "../../../pixels/raster";
import { publishedFile } from "../../../testing/open-stand-ins";
import { createClarityModel } from "./create-clarity-model";

const side = 32;
const description: ModelOf<"clarity"> = {
  name: "x",
  file: "x.onnx",
  sha256: "0".repeat(64),
  bytes: 1,
  role: "clarity",
  graph: "gfpgan",
  input: "input",
  output: "output",
  side,
};
const ramp: Plane = {
  data: Float32Array.from({ length: side * side }, (_, i) => (i * 100) / (side * side - 1)),
  width: side,
  height: side,
};

async function restore(stand: string, more: Partial<typeof description> = {}): Promise<Plane> {
  const session = await openSession(publishedFile(stand), 1);
  const model = createClarityModel(session, { ...description, ...more } as ModelOf<"clarity">);
  expect(model).toMatchObject({ side, alignment: "ffhq" });
  return model.restore(ramp);
}

const encode = (y: number) => (y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055);
const decode = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminanceOf = (l: number) => (l > 8 ? ((l + 16) / 116) ** 3 : l / 903.2963);
const lightnessOf = (y: number) => (y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : 903.2963 * y);
/** Code −1..1 that a gray of that lightness is fed as. */
const fed = (lightness: number) => encode(luminanceOf(lightness)) * 2 - 1;
/** Lightness of codes −1..1. */
const seen = (...codes: [number, number, number]) => {
  const [r, g, b] = codes.map((code) => decode(Math.min(1, Math.max(0, (code + 1) / 2)))) as [number, number, number];
  return lightnessOf(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
};

function expectLightness(restored: Plane, at: (lightness: number) => number): void {
  expect([restored.width, restored.height]).toEqual([side, side]);
  for (const [i, lightness] of ramp.data.entries()) {
    expect(Math.abs((restored.data[i] as number) - at(lightness)), `at L* ${lightness}`).toBeLessThan(0.05);
  }
}

it("a GFPGAN graph is fed gray sRGB −1..1, and of the face it gives only the lightness counts", async () => {
  // The stand-in halves the contrast and adds 0.2 to red, −0.2 to blue.
  expectLightness(await restore("gfpgan"), (l) => seen(fed(l) / 2 + 0.2, fed(l) / 2, fed(l) / 2 - 0.2));
});

it("CodeFormer is also told how close to stay to the photo", async () => {
  // The stand-in multiplies what it is fed with that number.
  const fidelity = { input: "weight", value: 0.5 };
  expectLightness(await restore("codeformer", { fidelity } as never), (l) => seen(fed(l) / 2, fed(l) / 2, fed(l) / 2));
});
