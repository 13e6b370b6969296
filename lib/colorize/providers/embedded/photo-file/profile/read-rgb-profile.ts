/** Light of each primary as XYZ under D50: red, green, blue. */
export type Matrix = readonly [Triple, Triple, Triple];
export type Triple = readonly [number, number, number];
/** An RGB profile of three primaries and three curves, each from a code value in [0, 1] to linear light in [0, 1]. */
export type RgbProfile = { primaries: Matrix; curves: readonly [Curve, Curve, Curve] };
export type Curve = (code: number) => number;

const headerBytes = 128;
const maxTags = 100;
/** Red's matrix column and curve, then green's and blue's. */
const names = [
  ["rXYZ", "rTRC"],
  ["gXYZ", "gTRC"],
  ["bXYZ", "bTRC"],
] as const;

/**
 * Reads a profile such as Display P3, Adobe RGB and ProPhoto have. Null for any other: of gray or inks, of tables in three
 * dimensions, or damaged.
 */
export function readRgbProfile(icc: Buffer): RgbProfile | null {
  try {
    if (icc.toString("latin1", 16, 20) !== "RGB " || icc.toString("latin1", 20, 24) !== "XYZ ") return null;
    const tags = readTags(icc);
    const primaries = names.map(([column]) => readXyz(tags.get(column)));
    const curves = names.map(([, curve]) => readCurve(tags.get(curve)));
    const [r, g, b] = primaries;
    const [red, green, blue] = curves;
    if (!r || !g || !b || !red || !green || !blue || Math.abs(determinant([r, g, b])) < 1e-4) return null;
    return { primaries: [r, g, b], curves: [red, green, blue] };
  } catch (error) {
    // A tag that lies beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readTags(icc: Buffer): Map<string, Buffer> {
  const count = Math.min(icc.readUInt32BE(headerBytes), maxTags);
  return new Map(
    Array.from({ length: count }, (_, nth) => {
      const at = headerBytes + 4 + nth * 12;
      const start = icc.readUInt32BE(at + 4);
      return [icc.toString("latin1", at, at + 4), icc.subarray(start, start + icc.readUInt32BE(at + 8))];
    }),
  );
}

const readFixed = (tag: Buffer, at: number): number => tag.readInt32BE(at) / 65_536;

function readXyz(tag: Buffer | undefined): Triple | null {
  if (tag?.toString("latin1", 0, 4) !== "XYZ ") return null;
  return [readFixed(tag, 8), readFixed(tag, 12), readFixed(tag, 16)];
}

function readCurve(tag: Buffer | undefined): Curve | null {
  const type = tag?.toString("latin1", 0, 4);
  if (tag && type === "curv") return readTable(tag);
  return tag && type === "para" ? readParametric(tag) : null;
}

function readTable(tag: Buffer): Curve {
  const count = tag.readUInt32BE(8);
  if (count === 0) return (code) => code;
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (code) => code ** gamma;
  }
  const table = Float64Array.from({ length: count }, (_, nth) => tag.readUInt16BE(12 + nth * 2) / 65_535);
  return (code) => {
    const at = Math.min(1, Math.max(0, code)) * (count - 1);
    const low = Math.min(count - 2, Math.floor(at));
    return (table[low] ?? 0) + ((table[low + 1] ?? 0) - (table[low] ?? 0)) * (at - low);
  };
}

/** The functions of the ICC specification's parametricCurveType, by their numbers. */
function readParametric(tag: Buffer): Curve | null {
  const counts = [1, 3, 4, 5, 7];
  const kind = tag.readUInt16BE(8);
  const values = Array.from({ length: counts[kind] ?? 0 }, (_, nth) => readFixed(tag, 12 + nth * 4));
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
  const power = (code: number) => Math.max(0, a * code + b) ** g;
  if (kind === 0) return (code) => code ** g;
  if (kind === 1) return (code) => (code >= -b / a ? power(code) : 0);
  if (kind === 2) return (code) => (code >= -b / a ? power(code) + c : c);
  if (kind === 3) return (code) => (code >= d ? power(code) : c * code);
  return kind === 4 ? (code) => (code >= d ? power(code) + e : c * code + f) : null;
}

/** Of the matrix whose columns these are. */
export function determinant([[a, d, g], [b, e, h], [c, f, i]]: Matrix): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
