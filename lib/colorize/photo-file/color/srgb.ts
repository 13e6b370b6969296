import { invert, matrixOf, srgbPrimaries } from "./primaries";

/** sRGB code value in [0, 1] → linear light (IEC 61966-2-1). */
export const decodeSrgb = (code: number): number => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4);

/** The inverse of `decodeSrgb`. */
export const encodeSrgb = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** XYZ (D50) → linear sRGB. */
export const toSrgb = invert(matrixOf(srgbPrimaries));
