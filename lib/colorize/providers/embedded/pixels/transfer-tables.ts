import { decodeSrgb, encodeSrgb } from "../../../photo-file/color/primaries";

/** Number of steps of the float32 tables, which replace a power or a cube root per channel and pixel. */
const steps = 65_536;

/** Weights of linear sRGB in the luminance (IEC 61966-2-1). */
export const lumaRed = 0.2126729;
export const lumaGreen = 0.7151522;
export const lumaBlue = 0.072175;

function tabulate(size: number, value: (t: number) => number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => value(i / (size - 1)));
}

/** Below this linear luminance CIELAB's curve is a straight line. */
const knee = (6 / 29) ** 3;
const labCurve = (t: number) => (t > knee ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);

const linear8 = tabulate(256, decodeSrgb);
let linear16: Float32Array | undefined;

/** Linear light in [0, 1] by the code value of a sample: index 0 to 255 for 8 bits, 0 to 65535 for 16. */
export function linearTable(bits: 8 | 16): Float32Array {
  if (bits === 8) return linear8;
  linear16 ??= tabulate(steps, decodeSrgb);
  return linear16;
}

type Lumas = { red: Float32Array; green: Float32Array; blue: Float32Array };
const lumas = new Map<8 | 16, Lumas>();

/** The contribution of each code value of a channel to the luminance in [0, 1]. */
export function lumaTables(bits: 8 | 16): Lumas {
  const known = lumas.get(bits);
  if (known) return known;
  const linear = linearTable(bits);
  const times = (share: number) => linear.map((value) => value * share);
  const tables = { red: times(lumaRed), green: times(lumaGreen), blue: times(lumaBlue) };
  lumas.set(bits, tables);
  return tables;
}

// One extra entry, so that interpolation at 1.0 can read a right neighbor.
const labTable = tabulate(steps + 1, labCurve);
/** The sRGB code value in [0, 1] by the step of linear light. */
export const encodedTable = tabulate(steps + 1, encodeSrgb);

function lookUp(table: Float32Array, t: number): number {
  if (t <= 0) return table[0] as number;
  if (t >= 1) return table[steps] as number;
  const at = t * steps;
  const index = at | 0;
  const low = table[index] as number;
  return low + ((table[index + 1] as number) - low) * (at - index);
}

/** Linear luminance, clipped to [0, 1] → f(Y) of CIELAB; L* = 116 f − 16. */
export const labOf = (luminance: number): number => lookUp(labTable, luminance);

/** The inverse of `labOf`, for any number. */
export const luminanceOf = (f: number): number => (f > 6 / 29 ? f * f * f : 3 * (6 / 29) ** 2 * (f - 4 / 29));

/** Linear light → sRGB code value, clipped to [0, 1]. */
export const encodedOf = (linear: number): number => lookUp(encodedTable, linear);

/** The sRGB code value in 0 to 255 by the nearest step of linear light. */
export const byteTable = Uint8Array.from(encodedTable, (value) => value * 255 + 0.5);
