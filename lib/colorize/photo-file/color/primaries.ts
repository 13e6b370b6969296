/** Chromaticities x and y of white, red, green and blue. */
export type Primaries = { white: Point; red: Point; green: Point; blue: Point };
type Point = readonly [number, number];
/** Three rows of three numbers. */
export type Matrix = readonly number[];

const d65 = [0.3127, 0.329] as const;
export const srgbPrimaries: Primaries = { white: d65, red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] };
export const adobePrimaries: Primaries = { white: d65, red: [0.64, 0.33], green: [0.21, 0.71], blue: [0.15, 0.06] };
export const p3Primaries: Primaries = { white: d65, red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] };
export const rec2020Primaries: Primaries = {
  white: d65,
  red: [0.708, 0.292],
  green: [0.17, 0.797],
  blue: [0.131, 0.046],
};

const tolerance = 0.002;

export const isLike = (one: Primaries, other: Primaries): boolean =>
  (["white", "red", "green", "blue"] as const).every((name) =>
    one[name].every((value, axis) => Math.abs(value - (other[name][axis] as number)) < tolerance),
  );

/** XYZ of the white that profiles are relative to. */
export const d50 = [0.9642, 1, 0.8249] as const;
const bradford: Matrix = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];

/** Linear RGB → XYZ, adapted to D50 as profiles want it. */
export function matrixOf({ white, red, green, blue }: Primaries): Matrix {
  const columns = [red, green, blue].map(xyzOf);
  const raw = transpose(columns.flat());
  const whiteXyz = xyzOf(white);
  const scale = apply(invert(raw), whiteXyz);
  const scaled = raw.map((value, index) => value * (scale[index % 3] as number));
  return multiply(adapt(whiteXyz), scaled);
}

function adapt(white: readonly number[]): Matrix {
  const from = apply(bradford, white);
  const to = apply(bradford, d50);
  const gains = [0, 1, 2].map((index) => (to[index] as number) / (from[index] as number));
  const scaled = bradford.map((value, index) => value * (gains[Math.floor(index / 3)] as number));
  return multiply(invert(bradford), scaled);
}

const xyzOf = ([x, y]: Point): number[] => [x / y, 1, (1 - x - y) / y];
const transpose = (m: Matrix): Matrix => [0, 3, 6, 1, 4, 7, 2, 5, 8].map((index) => m[index] as number);

export const apply = (m: Matrix, v: readonly number[]): number[] =>
  [0, 3, 6].map((row) =>
    [0, 1, 2].reduce((sum, column) => sum + (m[row + column] as number) * (v[column] as number), 0),
  );

export function multiply(left: Matrix, right: Matrix): Matrix {
  const columns = [0, 1, 2].map((column) =>
    apply(
      left,
      [0, 3, 6].map((row) => right[row + column] as number),
    ),
  );
  return [0, 1, 2].flatMap((row) => columns.map((column) => column[row] as number));
}

export function invert(m: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  const [p, q, r] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * p + b * q + c * r;
  const cofactors = [p, c * h - b * i, b * f - c * e, q, a * i - c * g, c * d - a * f, r, b * g - a * h, a * e - b * d];
  return cofactors.map((value) => value / determinant);
}

/** sRGB code value in [0, 1] → linear light (IEC 61966-2-1). */
export const decodeSrgb = (code: number): number => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4);

/** The inverse of `decodeSrgb`. */
export const encodeSrgb = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;

/** XYZ (D50) → linear sRGB. */
export const toSrgb = invert(matrixOf(srgbPrimaries));
