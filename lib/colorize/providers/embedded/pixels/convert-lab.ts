import { encodedOf, labOf, linearTable, lumaBlue, lumaGreen, lumaRed, luminanceOf } from "./transfer-tables";

/** The sRGB code value in [0, 1] of a gray with the given lightness L* in [0, 100]. */
export const grayOfLightness = (lightness: number): number => encodedOf(luminanceOf((lightness + 16) / 116));

/** CIELAB (D65) of sRGB code values; values outside [0, 1] are clipped. */
export function labOfRgb(red: number, green: number, blue: number): { l: number; a: number; b: number } {
  const r = linearOf(red);
  const g = linearOf(green);
  const b = linearOf(blue);
  // The matrix of sRGB's primaries, its rows divided by the white point.
  const x = labOf((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = labOf(lumaRed * r + lumaGreen * g + lumaBlue * b);
  const z = labOf((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return { l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z) };
}

const linearOf = (code: number): number =>
  linearTable(16)[Math.round(Math.min(1, Math.max(0, code)) * 65_535)] as number;
