import { converter } from "culori";
import type { Picture } from "../../recipe/picture";

export type Lab = { l: number; a: number; b: number };

const toLab = converter("lab65");
const toRgb = converter("rgb");

/** Numbers from 0 to 1, the same in every run. */
export function createDice(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

type Shape = { width: number; height: number; bits?: 8 | 16; channels?: 3 | 4 };

/** A picture whose pixels have these colors in CIELAB, as near as its depth allows. Alpha counts up and starts again. */
export function drawPicture(
  { width, height, bits = 8, channels = 3 }: Shape,
  colorAt: (x: number, y: number) => Lab,
): Picture {
  const samples = width * height * channels;
  const data = bits === 8 ? new Uint8Array(samples) : new Uint16Array(samples);
  const top = bits === 8 ? 255 : 65_535;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += channels) {
      const { r, g, b } = toRgb({ mode: "lab65", ...colorAt(x, y) });
      [r, g, b].forEach((value, k) => {
        data[at + k] = Math.round(Math.min(1, Math.max(0, value)) * top);
      });
      if (channels === 4) data[at + 3] = at % top;
    }
  }
  return { data, width, height, channels };
}

/** CIELAB of one pixel, by a library that has nothing to do with the recipe's own arithmetic. */
export function labAt({ data, width, channels }: Picture, x: number, y: number): Lab {
  const top = data instanceof Uint16Array ? 65_535 : 255;
  const at = (y * width + x) * channels;
  const sample = (k: number) => (data[at + k] ?? 0) / top;
  const { l, a, b } = toLab({ mode: "rgb", r: sample(0), g: sample(1), b: sample(2) });
  return { l, a, b };
}

export const copyPicture = (picture: Picture): Picture => ({ ...picture, data: picture.data.slice() });

/** Of a color such as #8a5a3c. */
export function labOf(color: string): Lab {
  const lab = toLab(color);
  if (!lab) throw new Error(`no color: ${color}`);
  return { l: lab.l, a: lab.a, b: lab.b };
}

export const chromaOf = ({ a, b }: Lab): number => Math.hypot(a, b);
