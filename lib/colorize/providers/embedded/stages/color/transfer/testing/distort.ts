import { labOfRgb } from "../../../../pixels/convert-lab";
import type { Plane } from "../../../../pixels/raster";
import type { Colored } from "../transfer-colors";

/** What an editor does to a picture. Lengths are shares of the sides. */
export type Distortion = {
  width: number;
  height: number;
  /** Of the answer, where the photo's middle lies. */
  shift: [across: number, down: number];
  /** Size of the photo in the answer: above 1 it is cropped. */
  zoom: [across: number, down: number];
  warp: number;
  tone: (lightness: number) => number;
  /** An ellipse that shows another picture, in shares of the photo's sides. */
  repainted: { x: number; y: number; radius: number; by: Colored } | null;
};

export function toLab(rgb: Uint8Array, width: number, height: number): Colored {
  const plane = (): Plane => ({ data: new Float32Array(width * height), width, height });
  const picture = { lightness: plane(), a: plane(), b: plane() };
  for (let i = 0; i < width * height; i++) {
    const [red, green, blue] = [0, 1, 2].map((k) => (rgb[i * 3 + k] as number) / 255) as [number, number, number];
    const { l, a, b } = labOfRgb(red, green, blue);
    picture.lightness.data[i] = l;
    picture.a.data[i] = a;
    picture.b.data[i] = b;
  }
  return picture;
}

/** Where the answer's point (u, v) lies in the photo, in shares from 0 to 1. The warp is three slow waves. */
function photoPoint({ shift, zoom, warp }: Distortion, u: number, v: number): [u: number, v: number] {
  const x = 0.5 + (u - 0.5 - shift[0]) / zoom[0];
  const y = 0.5 + (v - 0.5 - shift[1]) / zoom[1];
  return [x + warp * Math.sin(5 * y + 2 * x + 1), y + warp * Math.sin(6 * x - 3 * y)];
}

/** Where the photo's point lies in the answer: `photoPoint` the other way, by fixed point. */
export function answerPoint(how: Distortion, u: number, v: number): [u: number, v: number] {
  let [x, y] = [u, v];
  for (let round = 0; round < 20; round++) {
    const [px, py] = photoPoint(how, x, y);
    [x, y] = [x + (u - px) * how.zoom[0], y + (v - py) * how.zoom[1]];
  }
  return [x, y];
}

export const isRepainted = ({ repainted }: Distortion, u: number, v: number): boolean =>
  repainted !== null && (u - repainted.x) ** 2 + (v - repainted.y) ** 2 < repainted.radius ** 2;

/** The editor's answer for a picture. Outside of it lies gray. */
export function distort(picture: Colored, how: Distortion): Colored {
  const { width, height } = how;
  const plane = (): Plane => ({ data: new Float32Array(width * height), width, height });
  const answer = { lightness: plane(), a: plane(), b: plane() };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const [u, v] = photoPoint(how, (x + 0.5) / width, (y + 0.5) / height);
      const isOut = u < 0 || v < 0 || u > 1 || v > 1;
      const source = how.repainted && isRepainted(how, u, v) ? how.repainted.by : picture;
      answer.lightness.data[i] = how.tone(isOut ? 50 : sample(source.lightness, u, v));
      answer.a.data[i] = isOut ? 0 : sample(source.a, u, v);
      answer.b.data[i] = isOut ? 0 : sample(source.b, u, v);
    }
  }
  return answer;
}

function sample({ data, width, height }: Plane, u: number, v: number): number {
  const x = Math.max(0, Math.min(width - 1.001, u * width - 0.5));
  const y = Math.max(0, Math.min(height - 1.001, v * height - 0.5));
  const [fx, fy] = [x % 1, y % 1];
  const at = Math.floor(y) * width + Math.floor(x);
  const upper = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
  const lower = (data[at + width] as number) * (1 - fx) + (data[at + width + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}
