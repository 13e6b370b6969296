import { type Curve, readIcc } from "../../../../photo-file/color/read-icc";

/** Light of each primary as XYZ under D50: red, green, blue. */
export type Matrix = readonly [Triple, Triple, Triple];
export type Triple = readonly [number, number, number];
/** An RGB profile of three primaries and three curves. */
export type RgbProfile = { primaries: Matrix; curves: readonly [Curve, Curve, Curve] };

/**
 * Reads a profile such as Display P3, Adobe RGB and ProPhoto have. Null for any other: of gray or inks, of tables in three
 * dimensions, or damaged.
 */
export function readRgbProfile(icc: Buffer): RgbProfile | null {
  const profile = readIcc(icc);
  if (profile?.kind !== "rgb") return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = profile.toXyz;
  const primaries: Matrix = [
    [a, d, g],
    [b, e, h],
    [c, f, i],
  ];
  return Math.abs(determinant(primaries)) < 1e-4 ? null : { primaries, curves: profile.curves };
}

/** Of the matrix whose columns these are. */
export function determinant([[a, d, g], [b, e, h], [c, f, i]]: Matrix): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
