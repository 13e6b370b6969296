import { measureLightness } from "../pixels/measure-lightness";
import type { Raster } from "../pixels/raster";
import { growMask } from "../stages/repair/grow-mask";

export type Where = (x: number, y: number) => boolean;

/** A soft gray picture with a slope, with 16 bits, and a ramp as its alpha. */
export function drawSoft(width: number, height: number): Raster {
  const pixels = new Uint16Array(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const gray = 0.35 + 0.0003 * x + 0.08 * Math.sin(x / 60) * Math.cos(y / 70);
    pixels.fill(Math.round(gray * 65_535), at * 4, at * 4 + 3);
    pixels[at * 4 + 3] = at;
  }
  return { pixels, width, height, channels: 4 };
}

/** Paints white in place. */
export function paintWhite({ pixels, width, height, channels }: Raster, where: Where): void {
  const white = pixels instanceof Uint16Array ? 65_535 : 255;
  for (let at = 0; at < width * height; at++) {
    if (where(at % width, Math.floor(at / width))) pixels.fill(white, at * channels, at * channels + 3);
  }
}

/** The damage as `findDamage` gives it, on a map reduced by `reduced`; `clean` is black, so that the studio's own filling is told apart. */
export function mapDamage(raster: Raster, where: Where, reduced = 1) {
  const [width, height] = [Math.round(raster.width / reduced), Math.round(raster.height / reduced)];
  const middle = (at: number) => Math.floor((at + 0.5) * reduced);
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    where(middle(at % width), middle(Math.floor(at / width))) ? 1 : 0,
  );
  return {
    weight: growMask({ data, width, height }),
    clean: { data: new Float32Array(data.length), width, height },
    percent: 1,
  };
}

/** How far a picture is from the true one: at most, and the largest step between neighbors that the true one has not. In L*. */
export function measureFault(picture: Raster, truth: Raster): { off: number; step: number } {
  const { width, height } = truth;
  const [is, should] = [picture, truth].map((raster) => measureLightness(raster, width, height).data);
  const fault = (at: number) => (is?.[at] ?? 0) - (should?.[at] ?? 0);
  let [off, step] = [0, 0];
  for (let at = 0; at < width * height; at++) {
    off = Math.max(off, Math.abs(fault(at)));
    if (at % width > 0) step = Math.max(step, Math.abs(fault(at) - fault(at - 1)));
    if (at >= width) step = Math.max(step, Math.abs(fault(at) - fault(at - width)));
  }
  return { off, step };
}
