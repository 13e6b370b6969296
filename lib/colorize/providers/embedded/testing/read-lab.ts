import sharp from "sharp";

/** Planes of one value per pixel. */
export type Lab = {
  l: Float64Array;
  a: Float64Array;
  b: Float64Array;
  chroma: Float64Array;
  width: number;
  height: number;
  alpha: number[] | null;
};

/**
 * CIELAB of a picture by the formulas, apart from the engine's tables.
 * @param ignoreIcc take the code values as sRGB; sharp would pass 16-bit ones through Display P3
 */
export async function readLab(input: string | Buffer, { ignoreIcc = false } = {}): Promise<Lab> {
  const { depth } = await sharp(input).metadata();
  const deep = depth !== "uchar";
  const { data, info } = await sharp(input, { ignoreIcc })
    .autoOrient()
    .toColourspace(deep ? "rgb16" : "srgb")
    .raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const { width, height, channels } = info;
  const top = deep ? 65_535 : 255;
  const l = new Float64Array(width * height);
  const [a, b] = [new Float64Array(l.length), new Float64Array(l.length)];
  for (let i = 0; i < l.length; i++) {
    const red = linear((samples[i * channels] as number) / top);
    const green = linear((samples[i * channels + 1] as number) / top);
    const blue = linear((samples[i * channels + 2] as number) / top);
    const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
    const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
    l[i] = 116 * y - 16;
    a[i] = 500 * (x - y);
    b[i] = 200 * (y - z);
  }
  const alpha = channels === 4 ? Array.from({ length: l.length }, (_, i) => samples[i * 4 + 3] ?? -1) : null;
  const chroma = a.map((value, i) => Math.hypot(value, b[i] as number));
  return { l, a, b, chroma, width, height, alpha };
}

/** Share of pixels whose lightness differs by more than `limit`, and the mean chroma of the second picture. */
export function compareLab(before: Lab, after: Lab, limit = 1): { off: number; meanChroma: number } {
  const off = before.l.reduce((count, value, i) => count + (Math.abs(value - (after.l[i] ?? -1)) > limit ? 1 : 0), 0);
  const meanChroma = after.chroma.reduce((sum, value) => sum + value, 0) / after.chroma.length;
  return { off: off / before.l.length, meanChroma };
}

const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
