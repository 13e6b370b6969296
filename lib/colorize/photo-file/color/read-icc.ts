/** A curve from a code value in [0, 1] to linear light. */
export type Curve = (code: number) => number;

/**
 * What a profile says: `rgb` is three curves and a matrix to XYZ (D50), row by row; `gray` one curve; `table` is anything that only a
 * color engine reads (printer and CMYK profiles, for example), with the color space of its pixels.
 */
export type IccProfile =
  | { kind: "rgb"; curves: [Curve, Curve, Curve]; toXyz: number[] }
  | { kind: "gray"; curve: Curve }
  | { kind: "table"; space: string };

const headerBytes = 128;
const mostTags = 200;

/** The profile, or null when its bytes make no sense or lack what its kind needs. */
export function readIcc(icc: Buffer): IccProfile | null {
  try {
    return readProfile(icc);
  } catch (error) {
    // An offset beyond the end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readProfile(icc: Buffer): IccProfile | null {
  if (icc.length < headerBytes + 4 || icc.toString("latin1", 36, 40) !== "acsp") return null;
  const space = icc.toString("latin1", 16, 20).trim();
  const connection = icc.toString("latin1", 20, 24).trim();
  const tags = listTags(icc);
  if (tags.has("A2B0") || tags.has("D2B0") || connection !== "XYZ") {
    if (tags.has("A2B0")) return { kind: "table", space };
    if (space !== "GRAY") return null;
  }
  const curveOf = (name: string) => {
    const tag = tags.get(name);
    return tag ? readCurve(tag) : null;
  };
  if (space === "GRAY") {
    const curve = curveOf("kTRC");
    // With Lab as its connection space the curve gives lightness, not light.
    return curve && { kind: "gray", curve: connection === "Lab" ? (code) => lightOf(curve(code)) : curve };
  }
  if (space !== "RGB") return null;
  const [red, green, blue] = [curveOf("rTRC"), curveOf("gTRC"), curveOf("bTRC")];
  const columns = ["rXYZ", "gXYZ", "bXYZ"].map((name) => tags.get(name));
  const [r, g, b] = columns.map((tag) => tag && readXyz(tag));
  if (!red || !green || !blue || !r || !g || !b) return null;
  return {
    kind: "rgb",
    curves: [red, green, blue],
    toXyz: [0, 1, 2].flatMap((row) => [r[row], g[row], b[row]] as number[]),
  };
}

function lightOf(lightness: number): number {
  const f = (lightness * 100 + 16) / 116;
  return f > 6 / 29 ? f ** 3 : 3 * (6 / 29) ** 2 * (f - 4 / 29);
}

function listTags(icc: Buffer): Map<string, Buffer> {
  const count = Math.min(icc.readUInt32BE(headerBytes), mostTags);
  const tags = new Map<string, Buffer>();
  for (let index = 0; index < count; index++) {
    const at = headerBytes + 4 + index * 12;
    const offset = icc.readUInt32BE(at + 4);
    tags.set(icc.toString("latin1", at, at + 4), icc.subarray(offset, offset + icc.readUInt32BE(at + 8)));
  }
  return tags;
}

function readXyz(tag: Buffer): number[] {
  return [8, 12, 16].map((at) => tag.readInt32BE(at) / 65_536);
}

function readCurve(tag: Buffer): Curve | null {
  const type = tag.toString("latin1", 0, 4);
  if (type === "para") return readParametric(tag);
  if (type !== "curv") return null;
  const count = tag.readUInt32BE(8);
  if (count === 0) return (code) => code;
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (code) => code ** gamma;
  }
  if (count > (tag.length - 12) / 2) return null;
  const last = count - 1;
  const table = Float64Array.from({ length: count }, (_, index) => tag.readUInt16BE(12 + index * 2) / 65_535);
  return (code) => {
    const at = Math.min(Math.max(code, 0), 1) * last;
    const index = Math.min(Math.floor(at), last - 1);
    const low = table[index] as number;
    return low + ((table[index + 1] as number) - low) * (at - index);
  };
}

/** The five functions of parametricCurveType. */
function readParametric(tag: Buffer): Curve | null {
  const kind = tag.readUInt16BE(8);
  const counts = [1, 3, 4, 5, 7];
  const count = counts[kind];
  if (count === undefined) return null;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, index) => tag.readInt32BE(12 + index * 4) / 65_536,
  );
  const power = (code: number) => Math.max(0, a * code + b) ** g;
  switch (kind) {
    case 0:
      return (code) => code ** g;
    case 1:
      return (code) => (code >= -b / a ? power(code) : 0);
    case 2:
      return (code) => (code >= -b / a ? power(code) + c : c);
    case 3:
      return (code) => (code >= d ? power(code) : c * code);
    default:
      return (code) => (code >= d ? power(code) + e : c * code + f);
  }
}
