// Only + - * / and Math.sqrt, which IEEE 754 rounds exactly: Math.pow and Math.cbrt differ between engines, and browser and
// server have to give the same bytes.

/** Steps of the float32 tables. */
export const steps = 65_536;

/** Weights of linear sRGB in the luminance (IEC 61966-2-1). */
export const lumaRed = 0.2126729;
export const lumaGreen = 0.7151522;
export const lumaBlue = 0.072175;

/** Newton's method from above the root, which then only falls until it has arrived. */
function descend(next: (root: number) => number): number {
  let root = 1;
  for (let better = next(root); better < root; better = next(root)) root = better;
  return root;
}

/** Of a number in [0, 1]. */
const cubeRoot = (x: number): number => (x <= 0 ? 0 : descend((y) => (2 * y + x / (y * y)) / 3));
const fifthRoot = (x: number): number => (x <= 0 ? 0 : descend((y) => (4 * y + x / (y * y * y * y)) / 5));

/** sRGB code value in [0, 1] → linear light. The exponent 2.4 is 2 + 2/5. */
function toLinear(code: number): number {
  if (code <= 0.04045) return code / 12.92;
  const base = (code + 0.055) / 1.055;
  const root = fifthRoot(base);
  return base * base * root * root;
}

/** The inverse. The exponent 1/2.4 is 5/12. */
function toEncoded(linear: number): number {
  if (linear <= 0.0031308) return linear * 12.92;
  const twelfth = cubeRoot(Math.sqrt(Math.sqrt(linear)));
  return 1.055 * twelfth * twelfth * twelfth * twelfth * twelfth - 0.055;
}

/** Below this linear luminance CIELAB's curve is a straight line. */
const knee = (6 / 29) * (6 / 29) * (6 / 29);
const slope = 3 * (6 / 29) * (6 / 29);

function tabulate(size: number, last: number, value: (t: number) => number): Float32Array {
  const table = new Float32Array(size);
  for (let i = 0; i < size; i++) table[i] = value(Math.min(1, i / last));
  return table;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const linear8 = once(() => tabulate(256, 255, toLinear));
const linear16 = once(() => tabulate(65_536, 65_535, toLinear));
/** Linear light in [0, 1] by the code value of a sample of 8 or 16 bits. */
export const linearTable = (bits: 8 | 16): Float32Array => (bits === 8 ? linear8() : linear16());

// Two entries more than steps: interpolation at 1, or a rounding error above it, reads a right neighbor.
/** By linear light × `steps`: f of CIELAB; L* = 116 f - 16. */
export const labTable = once(() => tabulate(steps + 2, steps, (t) => (t > knee ? cubeRoot(t) : t / slope + 4 / 29)));
/** By linear light × `steps`: the sRGB code value in [0, 1]. */
export const encodedTable = once(() => tabulate(steps + 2, steps, toEncoded));
/** By the nearest step: the code value of 8 bits. */
export const byteTable = once(() => Uint8Array.from(encodedTable(), (value) => value * 255 + 0.5));

/** `at` = linear light × `steps`, from 0 to `steps` and a rounding error more. */
export function interpolate(table: Float32Array, at: number): number {
  const index = at | 0;
  const low = table[index] as number;
  return low + ((table[index + 1] as number) - low) * (at - index);
}

/** The inverse of CIELAB's f, for any number. */
export const linearOf = (f: number): number => (f > 6 / 29 ? f * f * f : slope * (f - 4 / 29));
