/**
 * The physical size of a photo, in dots per inch in each direction, and the unit its file counted in. Pixels of PNG are per meter,
 * which counts as inches, because that is what was rounded.
 */
export type Resolution = { x: number; y: number; unit: "inch" | "cm" };

const cmPerInch = 2.54;
const inchesPerMeter = 0.0254;
/** A dot per meter: nearer to a whole number of dots per inch than this, only rounding can be between them. */
const roundingOff = 0.0255;
/** One dot per millimeter is what libvips writes for "not known", and no scanner or camera means it. */
const unknownDpi = 25.4;
const largestDpi = 100_000;

/** Undefined for numbers that are no resolution, and for what stands for an unknown one. */
export function toResolution(x: number, y: number, unit: "inch" | "cm" | "meter"): Resolution | undefined {
  const factor = { inch: 1, cm: cmPerInch, meter: inchesPerMeter }[unit];
  const dots = [x * factor, y * factor];
  if (!dots.every((dpi) => dpi > 0 && dpi <= largestDpi)) return undefined;
  if (dots.every((dpi) => Math.abs(dpi - unknownDpi) < 0.001)) return undefined;
  const [dotsX = 0, dotsY = 0] = dots;
  return { x: dotsX, y: dotsY, unit: unit === "cm" ? "cm" : "inch" };
}

/** The resolution of the photo lying on its side. */
export const turnResolution = ({ x, y, unit }: Resolution): Resolution => ({ x: y, y: x, unit });

/** Per inch or centimeter, as the unit says; whole dots per inch where only rounding keeps the number from it. */
export function dotsPerUnit({ x, y, unit }: Resolution): [number, number] {
  const count = (dpi: number) => {
    if (unit === "cm") return dpi / cmPerInch;
    return Math.abs(dpi - Math.round(dpi)) < roundingOff ? Math.round(dpi) : dpi;
  };
  return [count(x), count(y)];
}

export const dotsPerMeter = ({ x, y }: Resolution): [number, number] => [
  Math.round(x / inchesPerMeter),
  Math.round(y / inchesPerMeter),
];

/** For fields of 16-bit whole numbers: in centimeters only where that loses nothing. */
export function wholeDots(resolution: Resolution): { x: number; y: number; unit: "inch" | "cm" } | null {
  const perUnit = dotsPerUnit(resolution);
  const isWhole = perUnit.every((dots) => Math.abs(dots - Math.round(dots)) < 0.001);
  const unit = resolution.unit === "cm" && isWhole ? "cm" : "inch";
  const [x, y] = (unit === "cm" ? perUnit : [resolution.x, resolution.y]).map(Math.round);
  return x && y && Math.max(x, y) <= 65_535 ? { x, y, unit } : null;
}

/** Numerator and denominator, with four decimals. */
export function toRational(value: number): [number, number] {
  const decimals = [1, 10, 100, 1000, 10_000].find(
    (factor) => Math.abs(value * factor - Math.round(value * factor)) < 1e-6,
  );
  const denominator = decimals ?? 10_000;
  return [Math.round(value * denominator), denominator];
}
