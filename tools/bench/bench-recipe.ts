// What a recipe takes: nanoseconds of CPU time per pixel, for a preview of 2 megapixels and an output of 24. Needs no studio.
//   npm run bench:recipe
import "../../lib/lifecycle/end-with-reader";
import { type Hint, neutralRecipe, type Recipe } from "../../lib/contract/photos/recipe";
import { applyRecipe, planRecipe } from "../../lib/recipe/apply-recipe";
import { measureGuide } from "../../lib/recipe/measure-guide";
import type { Picture } from "../../lib/recipe/picture";

const sizes = { "2 MP": [1720, 1150], "24 MP": [6000, 4000] } as const;
const stroke = (y: number): Hint["strokes"] => [
  {
    radius: 0.01,
    points: [
      [0.2, y],
      [0.8, y],
    ],
  },
];
const recipes: Record<string, Partial<Recipe>> = {
  strength: { strength: 1.4 },
  "all sliders": { strength: 1.2, warmth: 0.4, saturation: 1.3 },
  "one hint": { hints: [{ color: "#a03020", strokes: stroke(0.2) }] },
  "sliders, three hints": {
    warmth: 0.4,
    hints: ["#a03020", "#3a7d44", "#5d9cec"].map((color, i) => ({ color, strokes: stroke(0.2 + 0.3 * i) })),
  },
};

/** Three bands with shading and grain, so that hints have edges to stop at. */
function drawPicture(width: number, height: number, bits: 8 | 16): Picture {
  const data = bits === 8 ? new Uint8Array(width * height * 3) : new Uint16Array(width * height * 3);
  const top = bits === 8 ? 255 : 65_535;
  let grain = 1;
  for (let y = 0, at = 0; y < height; y++) {
    const band = [0.35, 0.6, 0.2][Math.floor((3 * y) / height)] as number;
    for (let x = 0; x < width; x++, at += 3) {
      grain = (grain * 48_271) % 2_147_483_647;
      const value = band + 0.08 * (x / width) + 0.02 * (grain / 2_147_483_647);
      data[at] = value * 1.1 * top;
      data[at + 1] = value * top;
      data[at + 2] = value * 0.85 * top;
    }
  }
  return { data, width, height, channels: 3 };
}

/** Milliseconds of CPU time: other programs on the machine do not count. */
function measure<T>(work: () => T): { ms: number; result: T } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

// Compiled before anything is measured.
for (const bits of [8, 16] as const) {
  const small = drawPicture(600, 400, bits);
  for (const recipe of Object.values(recipes)) {
    applyRecipe(small, planRecipe(measureGuide(small), { ...neutralRecipe, ...recipe }));
  }
}
for (const [size, [width, height]] of Object.entries(sizes)) {
  for (const bits of [8, 16] as const) {
    const picture = drawPicture(width, height, bits);
    const guide = measure(() => measureGuide(picture));
    console.log(`${size}, ${bits} bits: guide ${guide.ms.toFixed(0)} ms`);
    for (const [name, recipe] of Object.entries(recipes)) {
      const plan = measure(() => planRecipe(guide.result, { ...neutralRecipe, ...recipe }));
      const { ms } = measure(() => applyRecipe(picture, plan.result));
      const perPixel = (ms * 1e6) / (width * height);
      console.log(
        `  ${name.padEnd(22)} plan ${plan.ms.toFixed(0)} ms, apply ${ms.toFixed(0)} ms, ${perPixel.toFixed(0)} ns/pixel`,
      );
    }
  }
}
